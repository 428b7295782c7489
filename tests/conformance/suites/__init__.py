"""Others' numbers, one file for each family: how to put our answer beside each published one."""

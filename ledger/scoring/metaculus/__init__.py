"""The arithmetic of Metaculus on shares over buckets: binary, multiple choice and continuous questions alike."""

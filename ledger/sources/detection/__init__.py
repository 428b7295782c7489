"""Finding sentences that may be predictions: signs with weights, all of them told.

>>> from ledger.sources.detection.detect import detect
>>> for found in detect("It rained. The river will probably rise by Friday."):
...     print(found.start, found.score, [reason.words for reason in found.reasons])
11 300 ['will', 'will probably', 'probably', 'by Friday', 'by Friday']
"""

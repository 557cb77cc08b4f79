"""Voice quality in figures: the E-model, statistics of intervals, and what Salesforce will make of them.

Pure, and knows nothing of calls: numbers in, numbers out. Every constant names the document it comes from.
"""

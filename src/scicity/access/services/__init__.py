"""What may happen: a function a verb, a transaction each.

Pages, API and commands all call these.
"""

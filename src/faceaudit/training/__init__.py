"""Training: the labelled corpus becomes the scorecard, and is what the scorecard is measured on.

For developers; needs numpy and scipy. Nothing in the package imports it.
"""

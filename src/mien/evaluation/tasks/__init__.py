"""The experiments: what is predicted, on which folds, against which baselines.

A module each, with a function `evaluate` from the folder of data to reports. May import
`mien.core`, `mien.recommend` and all of the evaluation but `run`; no task imports another.
"""

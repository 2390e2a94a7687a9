"""Ways to predict, from arrays to arrays, without a word about where the numbers come from.

May import `mien.recommend` and, of the evaluation, `arrays` and `folds`; never a data set or a
task.
"""

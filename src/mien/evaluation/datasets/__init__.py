"""Reading the data sets: files as columns, columns as the records of one data set.

May import `mien.core` and, of the evaluation, `arrays`; never a model or a task.
"""

"""Reading the data sets: files as columns, columns as the records of one data set.

Never imports a model or a task.
"""

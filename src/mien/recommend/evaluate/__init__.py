"""How good the ranking is, measured on listening and film data that people have on their machine.

May import `mien.core` and `mien.recommend`. Each task is a module with its folds, baselines and
our models; `data` reads the files, `metrics` and `bootstrap` score them, `names` lists the tasks
and `tasks` runs them. scikit-learn (extra `train`) and openpyxl are imported inside the functions
that need them.
"""

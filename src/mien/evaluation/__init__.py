"""How good the ranking is, measured on listening and film data that people have on their machine.

An aside of the house, as `mien.training` is: it may import `mien.core` and `mien.recommend`, and
only the command line imports it, when a command needs it (`names` alone costs nothing). It reads no
catalogue: the items that journeys are walked over are handed in.

`datasets` reads the files, `models` are ways to predict, `tasks` are the experiments, each with its
folds, baselines and our models; `run` runs them by name. `arrays`, `folds`, `metrics`, `intervals`
and `report` are what all of them share. `learning_curve` simulates people. scikit-learn (extra
`train`) and openpyxl are imported inside the functions that need them.
"""

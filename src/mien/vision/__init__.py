"""From a picture to the moods of its faces: decode, detect, align, classify.

May import `mien.core` and nothing else of Mien. Needs NumPy, Pillow and ONNX Runtime; the Haar
detector also needs OpenCV (extra `camera`). A picture lives in memory only: nothing here writes,
logs or sends one.
"""

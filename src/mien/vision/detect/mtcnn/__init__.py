"""MTCNN: a cascade of three small networks that finds faces with five landmarks.

Zhang et al. 2016. P-Net proposes boxes at every place and scale, R-Net sorts out and corrects them,
O-Net does so again and places the landmarks. The networks are built from the weights of the
`mtcnn` package (see NOTICE) and the cascade gives what that package gives.
"""

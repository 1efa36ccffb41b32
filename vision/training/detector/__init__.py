"""The plate detector: a picture in; for each plate its four corners, its rows, its colour and a score out."""

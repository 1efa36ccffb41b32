"""The plate recogniser: one straightened plate in, the likelihood of each character along it out."""

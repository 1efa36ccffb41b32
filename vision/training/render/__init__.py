"""Renders number plates and street scenes with exact labels. Everything is a function of a seed."""

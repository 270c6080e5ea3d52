"""The page, made with Gradio; nothing outside this package imports it."""

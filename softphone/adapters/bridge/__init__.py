"""The WebSocket and HTTP door of the engine; the only package that imports websockets."""

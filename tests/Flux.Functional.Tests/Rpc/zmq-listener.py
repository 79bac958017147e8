"""Prints what a libzmq subscriber hears, a line a message: topic, body in hex, number. Ends when its input does."""
import sys, threading, struct, os, zmq

socket = zmq.Context().socket(zmq.SUB)
socket.connect(sys.argv[1])
socket.setsockopt(zmq.SUBSCRIBE, b"")
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
while True:
    topic, body, number = socket.recv_multipart()
    print(topic.decode(), body.hex() or "-", struct.unpack("<I", number)[0], flush=True)

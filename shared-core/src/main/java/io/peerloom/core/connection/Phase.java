package io.peerloom.core.connection;

/** How far a connection has come. */
enum Phase {
  OPENING("dialling"),
  SHAKING_HANDS("handshake"),
  OPEN("open"),
  CLOSED("closed");

  /** As logs name it. */
  final String stage;

  Phase(String stage) {
    this.stage = stage;
  }
}

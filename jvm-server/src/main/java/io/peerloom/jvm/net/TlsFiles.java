package io.peerloom.jvm.net;

import java.nio.file.Path;

/**
 * The files of a server that speaks TLS itself, in PEM.
 *
 * @param certificate the certificate, then those of its issuers
 * @param key its private key, not encrypted
 */
public record TlsFiles(Path certificate, Path key) {}

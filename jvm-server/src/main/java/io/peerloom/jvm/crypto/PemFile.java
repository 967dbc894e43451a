package io.peerloom.jvm.crypto;

import io.peerloom.jvm.store.StartupFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/** Reads certificates and private keys from the files that certbot, openssl and mkcert write. */
public final class PemFile {
  /** More is no certificate. */
  private static final long MAX_BYTES = 1 << 20;

  /** RFC 8410. */
  private static final ASN1ObjectIdentifier ED25519 = new ASN1ObjectIdentifier("1.3.101.112");

  private final Path path;
  private final byte[] content;

  private PemFile(Path path, byte[] content) {
    this.path = path;
    this.content = content;
  }

  /**
   * Reads a file.
   *
   * @throws StartupFailure if it cannot be read, saying why
   */
  public static PemFile read(Path path) {
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw new StartupFailure(path + " is too large for a certificate or key");
      }
      return new PemFile(path, Files.readAllBytes(path));
    } catch (NoSuchFileException e) {
      throw new StartupFailure(path + " does not exist");
    } catch (AccessDeniedException e) {
      throw new StartupFailure(path + " may not be read by this user");
    } catch (IOException e) {
      throw new StartupFailure(path + " cannot be read: " + e.getMessage());
    }
  }

  /** Its bytes. */
  public byte[] content() {
    return content.clone();
  }

  /**
   * All certificates, in the order of the file.
   *
   * @throws StartupFailure if there is none, or one is malformed
   */
  public List<X509Certificate> certificates() {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (PemObject object : objects()) {
        if (object.getType().endsWith("CERTIFICATE")) {
          certificates.add(
              (X509Certificate)
                  factory.generateCertificate(new ByteArrayInputStream(object.getContent())));
        }
      }
    } catch (CertificateException e) {
      throw new StartupFailure(path + " has a malformed certificate");
    }
    if (certificates.isEmpty()) {
      throw new StartupFailure(path + " has no certificate (-----BEGIN CERTIFICATE-----)");
    }
    return certificates;
  }

  /**
   * The private key, of RSA, EC or Ed25519.
   *
   * @throws StartupFailure if there is none, or it is encrypted or malformed
   */
  public PrivateKey privateKey() {
    for (PemObject object : objects()) {
      switch (object.getType()) {
        case "PRIVATE KEY":
          return key(object.getContent());
        case "RSA PRIVATE KEY":
          return key(ofRsa(object.getContent()));
        case "EC PRIVATE KEY":
          return key(ofEc(object.getContent()));
        case "ENCRYPTED PRIVATE KEY":
          throw new StartupFailure(
              path + " is encrypted; a server needs the key without a password");
        default:
          // Parameters and certificates may stand beside the key.
      }
    }
    throw new StartupFailure(path + " has no private key (-----BEGIN PRIVATE KEY-----)");
  }

  private List<PemObject> objects() {
    List<PemObject> objects = new ArrayList<>();
    try (PemReader reader =
        new PemReader(new StringReader(new String(content, StandardCharsets.ISO_8859_1)))) {
      for (PemObject next = reader.readPemObject(); next != null; next = reader.readPemObject()) {
        objects.add(next);
      }
    } catch (IOException | RuntimeException e) {
      throw new StartupFailure(path + " is not a whole PEM file");
    }
    return objects;
  }

  private byte[] ofRsa(byte[] content) {
    try {
      return new PrivateKeyInfo(
              new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
              RSAPrivateKey.getInstance(content))
          .getEncoded();
    } catch (IOException | RuntimeException e) {
      throw malformed();
    }
  }

  private byte[] ofEc(byte[] content) {
    try {
      ECPrivateKey key = ECPrivateKey.getInstance(content);
      return new PrivateKeyInfo(
              new AlgorithmIdentifier(
                  X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject()),
              key)
          .getEncoded();
    } catch (IOException | RuntimeException e) {
      throw malformed();
    }
  }

  private PrivateKey key(byte[] encoded) {
    try {
      ASN1ObjectIdentifier algorithm =
          PrivateKeyInfo.getInstance(encoded).getPrivateKeyAlgorithm().getAlgorithm();
      String name =
          algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)
              ? "RSA"
              : algorithm.equals(ED25519) ? "Ed25519" : "EC";
      return KeyFactory.getInstance(name).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException | RuntimeException e) {
      throw malformed();
    }
  }

  private StartupFailure malformed() {
    return new StartupFailure(path + " has a malformed private key");
  }
}

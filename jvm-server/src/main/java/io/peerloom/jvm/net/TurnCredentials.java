package io.peerloom.jvm.net;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.membership.IceServerSource;
import io.peerloom.core.wire.IceServers;
import io.peerloom.jvm.crypto.JdkHash;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The STUN and TURN servers of a network, with TURN credentials of each identity's own that expire:
 * the username is the end of their validity and the identity, the password its HMAC-SHA1 under a
 * secret that the TURN server shares (draft-uberti-behave-turn-rest-00; coturn's {@code
 * use-auth-secret}). coturn counts what follows the colon as the user in its quotas.
 */
public final class TurnCredentials implements IceServerSource {
  /** For how long credentials allow new allocations. */
  public static final int LIFETIME_SECONDS = 24 * 3600;

  private static final String ALGORITHM = "HmacSHA1";
  private static final int USER_DIGITS = 32;

  private final List<String> urls;
  private final SecretKeySpec secret;

  /**
   * Servers.
   *
   * @param urls at least one and at most {@link IceServers#MAX_URLS}
   * @param secret that the TURN servers share; empty where none is named
   */
  public TurnCredentials(List<String> urls, String secret) {
    if (urls.isEmpty() || urls.size() > IceServers.MAX_URLS) {
      throw invalid("1 to " + IceServers.MAX_URLS + " STUN and TURN servers");
    }
    List<IceAddress> servers = urls.stream().map(TurnCredentials::address).toList();
    if (secret.isEmpty() && servers.stream().anyMatch(IceAddress::isTurn)) {
      throw invalid("a TURN server needs the secret that it makes credentials with");
    }
    this.urls = servers.stream().map(IceAddress::url).toList();
    this.secret =
        secret.isEmpty()
            ? null
            : new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  private static PeerloomException invalid(String what) {
    return new PeerloomException(ErrorCode.INVALID_REQUEST, what);
  }

  private static IceAddress address(String url) {
    return IceAddress.parse(url)
        .filter(each -> url.length() <= IceServers.MAX_TEXT_BYTES)
        .orElseThrow(() -> invalid("'" + url + "' is no address of a STUN or TURN server"));
  }

  @Override
  public IceServers of(byte[] identityKey, long wallMillis) {
    if (secret == null) {
      return new IceServers(urls, "", "", 0);
    }
    String identity = Bytes.hex(new JdkHash().sha256(identityKey)).substring(0, USER_DIGITS);
    String username = wallMillis / 1000 + LIFETIME_SECONDS + ":" + identity;
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      byte[] code = mac.doFinal(username.getBytes(StandardCharsets.UTF_8));
      return new IceServers(
          urls, username, Base64.getEncoder().encodeToString(code), LIFETIME_SECONDS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

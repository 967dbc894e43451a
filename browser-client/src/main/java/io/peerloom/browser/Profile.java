package io.peerloom.browser;

import io.peerloom.browser.dom.Database;
import io.peerloom.browser.dom.Js;
import io.peerloom.browser.dom.WebLock;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.data.StoreKeys;
import java.util.LinkedHashMap;
import java.util.Map;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * What all tabs of an origin share: the identity, the failure domain (DESIGN 13) and the networks
 * first met at each bootstrap address (DESIGN 1).
 *
 * <p>Two tabs that start together must not create two identities, so reading and creating one is
 * done under a Web Lock.
 */
final class Profile {
  private static final String DATABASE = "peerloom";
  private static final int VERSION = 1;
  private static final String IDENTITY = "identity";
  private static final String DOMAIN = "domain";
  private static final String NETWORK_AT = "network ";
  private static final int DOMAIN_BYTES = 16;

  private final OriginDatabase database;

  /** The networks read or pinned here, by their key in the database: one for each address. */
  private final Map<String, byte[]> pins = new LinkedHashMap<>();

  private BrowserIdentity identity;
  private byte[] domain;

  private Profile(OriginDatabase database) {
    this.database = database;
  }

  /** Opens the origin's profile, creating it if there is none. */
  static Promise<Profile> open() {
    return openDatabase()
        .flatMap(
            profile ->
                Js.await(
                        WebLock.exclusive(
                            "peerloom.profile",
                            () -> Js.promise(profile.loadOrMake(), done -> (JSObject) null)),
                        ErrorCode.STORAGE_FAILED)
                    .map(
                        done -> {
                          profile.database.addKeeper(profile::keepAgain);
                          return profile;
                        }));
  }

  /** Opens the profile only for its pins. */
  private static Promise<Profile> openDatabase() {
    return OriginDatabase.open(DATABASE, VERSION).map(Profile::new);
  }

  private Promise<Void> loadOrMake() {
    return this.<BrowserIdentity.Stored>read(IDENTITY)
        .flatMap(
            stored -> {
              if (stored != null) {
                identity = new BrowserIdentity(stored);
                return this.<Int8Array>read(DOMAIN)
                    .map(
                        bytes -> {
                          domain = Js.bytes(bytes);
                          return null;
                        });
              }
              return BrowserIdentity.generate().flatMap(this::keep);
            });
  }

  private Promise<Void> keep(BrowserIdentity made) {
    identity = made;
    domain = WebCrypto.random(DOMAIN_BYTES);
    return database.use(this::writeAll).map(done -> null);
  }

  /**
   * Writes the profile into a database that was created anew, unless another tab was faster: that
   * one wrote the same profile, or is the first tab of a new one.
   */
  private Promise<Void> keepAgain(Database fresh) {
    return Js.await(
            fresh.<JSObject>get(Database.PROFILE, JSString.valueOf(IDENTITY)),
            ErrorCode.STORAGE_FAILED)
        .flatMap(
            stored ->
                stored != null
                    ? Promise.of(null)
                    : Js.await(writeAll(fresh), ErrorCode.STORAGE_FAILED).map(done -> null));
  }

  private JSPromise<JSObject> writeAll(Database into) {
    JSArray<JSObject> keys = new JSArray<>();
    JSArray<JSObject> values = new JSArray<>();
    keys.push(JSString.valueOf(IDENTITY));
    values.push(identity.stored());
    keys.push(JSString.valueOf(DOMAIN));
    values.push(Js.view(domain));
    for (Map.Entry<String, byte[]> pin : pins.entrySet()) {
      keys.push(JSString.valueOf(pin.getKey()));
      values.push(Js.view(pin.getValue()));
    }
    return into.write(Database.PROFILE, keys, values);
  }

  private <T> Promise<T> read(String key) {
    return database.use(open -> open.<T>get(Database.PROFILE, JSString.valueOf(key)));
  }

  private Promise<Void> write(JSArray<JSObject> keys, JSArray<JSObject> values) {
    return database.use(open -> open.write(Database.PROFILE, keys, values)).map(done -> null);
  }

  OriginDatabase database() {
    return database;
  }

  BrowserIdentity identity() {
    return identity;
  }

  /** The failure domain, 16 random bytes. */
  byte[] domain() {
    return domain;
  }

  /** The hexadecimal id of the network first met at an address, or null. */
  Promise<String> pinnedNetwork(String bootstrap) {
    return this.<Int8Array>read(NETWORK_AT + bootstrap)
        .map(
            pin -> {
              if (pin == null) {
                return null;
              }
              pins.put(NETWORK_AT + bootstrap, Js.bytes(pin));
              return Bytes.hex(Js.bytes(pin));
            });
  }

  /** Pins a network to an address; null trusts the next one met there. */
  Promise<Void> pinNetwork(String bootstrap, String network) {
    JSArray<JSObject> keys = new JSArray<>();
    JSArray<JSObject> values = new JSArray<>();
    keys.push(JSString.valueOf(NETWORK_AT + bootstrap));
    if (network == null) {
      pins.remove(NETWORK_AT + bootstrap);
      values.push(null);
    } else {
      pins.put(NETWORK_AT + bootstrap, Bytes.fromHex(network));
      values.push(Js.view(Bytes.fromHex(network)));
    }
    return write(keys, values);
  }

  /**
   * Removes the network pinned to an address, and the memberships, which pin their network, too.
   */
  static Promise<Void> forgetNetwork(String bootstrap) {
    return openDatabase()
        .flatMap(
            profile ->
                profile
                    .pinNetwork(bootstrap, null)
                    .flatMap(
                        done ->
                            IndexedDbRecordStore.deleteEverywhere(
                                profile.database, StoreKeys.start(StoreKeys.MEMBERSHIP)))
                    .map(
                        done -> {
                          profile.close();
                          return null;
                        }));
  }

  void close() {
    database.close();
  }
}

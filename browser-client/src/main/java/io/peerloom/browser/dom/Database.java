package io.peerloom.browser.dom;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Int8Array;

/** The origin's IndexedDB database, with two stores: objects by name, and bytes by bytes. */
@JSClass(transparent = true)
public abstract class Database implements JSObject {
  /** The store of objects by name. */
  public static final String PROFILE = "profile";

  /** The store of bytes by bytes, in unsigned order. */
  public static final String RECORDS = "records";

  /** The result of a scan: keys and values, of the same length and in the same order. */
  public interface Rows extends JSObject {
    @JSProperty
    JSArrayReader<ArrayBuffer> getKeys();

    @JSProperty
    JSArrayReader<Int8Array> getValues();
  }

  /** Called when an open database was closed by the browser, with the reason. */
  @JSFunctor
  public interface Gone extends JSObject {
    void gone(String reason);
  }

  /**
   * Opens the database, creating it if it is new. Rejected if the browser stores none, if a newer
   * build created it, or if another tab does not close an older one.
   */
  @JSBody(
      params = {"name", "version", "gone"},
      script =
          """
          return new Promise(function(resolve, reject) {
            var request = indexedDB.open(name, version);
            request.onupgradeneeded = function() {
              request.result.createObjectStore('profile');
              request.result.createObjectStore('records');
            };
            request.onblocked = function() { reject('blocked by another tab'); };
            request.onerror = function() { reject(request.error); };
            request.onsuccess = function() {
              var database = request.result;
              database.onversionchange = function(event) {
                database.close();
                gone(event.newVersion === null ? 'the database was deleted'
                    : 'a newer version of the page took the database over');
              };
              database.onclose = function() { gone('the browser closed the database'); };
              resolve(database);
            };
          });
          """)
  public static native JSPromise<Database> open(String name, int version, Gone gone);

  @JSBody(
      params = {"store", "key"},
      script =
          """
          var database = this;
          return new Promise(function(resolve, reject) {
            var request = database.transaction(store).objectStore(store).get(key);
            request.onerror = function() { reject(request.error); };
            request.onsuccess = function() {
              resolve(request.result === undefined ? null : request.result);
            };
          });
          """)
  public final native <T> JSPromise<T> get(String store, JSObject key);

  /** Rows from {@code from} (inclusive) to {@code to} (exclusive), in order. */
  @JSBody(
      params = {"from", "to", "limit"},
      script =
          """
          var database = this;
          return new Promise(function(resolve, reject) {
            var range = IDBKeyRange.bound(from, to, false, true);
            var transaction = database.transaction('records');
            var store = transaction.objectStore('records');
            var keys = store.getAllKeys(range, limit);
            var values = store.getAll(range, limit);
            transaction.onabort = function() { reject(transaction.error); };
            transaction.oncomplete = function() {
              resolve({keys: keys.result, values: values.result});
            };
          });
          """)
  public final native JSPromise<Rows> scan(Int8Array from, Int8Array to, int limit);

  /**
   * Applies all changes or none, in order, and waits until they would survive a power cut.
   *
   * @param values as many as keys; null deletes
   */
  @JSBody(
      params = {"name", "keys", "values"},
      script =
          """
          var database = this;
          return new Promise(function(resolve, reject) {
            var transaction = database.transaction(name, 'readwrite', {durability: 'strict'});
            transaction.onabort = function() { reject(transaction.error); };
            transaction.oncomplete = function() { resolve(null); };
            var store = transaction.objectStore(name);
            for (var i = 0; i < keys.length; i++) {
              if (values[i] === null) { store.delete(keys[i]); }
              else { store.put(values[i], keys[i]); }
            }
          });
          """)
  public final native JSPromise<JSObject> write(
      String name, JSArray<JSObject> keys, JSArray<JSObject> values);

  public abstract void close();
}

package io.peerloom.browser;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Promise;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.data.RecordStore.Entry;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.teavm.junit.SkipJVM;
import org.teavm.junit.TeaVMTestRunner;

/** What a browser profile keeps, in a real IndexedDB, and how tabs share it. */
@RunWith(TeaVMTestRunner.class)
@SkipJVM
public class ProfileTest {
  private static final byte[] FIRST = {};
  private static final byte[] LAST = Bytes.fromHex("ffffffffff");

  private static final int MIRROR = IndexedDbRecordStore.MAX_MIRROR_BYTES;

  private static RecordStore open(Profile profile, int instance, int mirrorBytes) {
    return Await.value(
        IndexedDbRecordStore.open(profile.database(), profile.domain(), instance, mirrorBytes));
  }

  private static Entry entry(String key, String value) {
    return new Entry(Bytes.fromHex(key), value == null ? null : Bytes.utf8(value));
  }

  private static String text(List<Entry> entries) {
    StringBuilder text = new StringBuilder();
    for (Entry entry : entries) {
      text.append(Bytes.hex(entry.key())).append('=').append(Bytes.utf8(entry.value())).append(' ');
    }
    return text.toString().trim();
  }

  private static void clear(RecordStore store) {
    List<Entry> deletions = new ArrayList<>();
    for (Entry entry : Await.value(store.scan(FIRST, LAST, 10_000))) {
      deletions.add(new Entry(entry.key(), null));
    }
    Await.value(store.write(deletions));
  }

  private static void keepsOrder(RecordStore store) {
    Await.value(
        store.write(
            List.of(
                entry("80", "d"),
                entry("7f", "c"),
                entry("00", "a"),
                entry("0000", "b"),
                entry("ff", "e"))));
    assertEquals("00=a 0000=b 7f=c 80=d ff=e", text(Await.value(store.scan(FIRST, LAST, 9))));
    assertEquals("00=a 0000=b", text(Await.value(store.scan(FIRST, LAST, 2))));
    byte[] from = Bytes.fromHex("0000");
    assertEquals("0000=b 7f=c", text(Await.value(store.scan(from, Bytes.fromHex("80"), 9))));
    assertTrue(Await.value(store.scan(from, from, 9)).isEmpty());
    assertTrue(Await.value(store.scan(LAST, FIRST, 9)).isEmpty());

    Await.value(store.write(List.of(entry("7f", "C"), entry("80", null), entry("ff", ""))));
    assertEquals("00=a 0000=b 7f=C ff=", text(Await.value(store.scan(FIRST, LAST, 9))));
    assertEquals("C", Bytes.utf8(Await.value(store.read(Bytes.fromHex("7f")))));
    assertEquals(0, Await.value(store.read(Bytes.fromHex("ff"))).length);
    assertNull(Await.value(store.read(Bytes.fromHex("80"))));
  }

  @Test
  public void memoryKeepsOrder() {
    keepsOrder(new MemoryRecordStore());
  }

  @Test
  public void databaseKeepsOrder() {
    Profile profile = Await.value(Profile.open());
    RecordStore store = open(profile, 7, MIRROR);
    clear(store);
    keepsOrder(store);
    RecordStore again = open(profile, 7, MIRROR);
    assertEquals("00=a 0000=b 7f=C ff=", text(Await.value(again.scan(FIRST, LAST, 9))));
    clear(store);
    keepsOrder(open(profile, 7, 0));
    profile.close();
  }

  @Test
  public void whatOutgrowsTheMirrorIsReadFromTheDatabase() {
    Profile profile = Await.value(Profile.open());
    RecordStore store = open(profile, 255, 2000);
    clear(store);
    for (int i = 0; i < 600; i++) {
      store.write(List.of(new Entry(Bytes.bigEndian(i), new byte[] {(byte) i})));
    }
    byte[] last = Bytes.bigEndian(600);
    Await.value(store.write(List.of(new Entry(last, new byte[] {1}))));
    assertArrayEquals(new byte[] {1}, Await.value(store.read(last)));
    assertEquals(601, Await.value(store.scan(FIRST, LAST, 1000)).size());
    RecordStore whole = open(profile, 255, MIRROR);
    assertEquals(601, Await.value(whole.scan(FIRST, LAST, 1000)).size());
    clear(whole);
    profile.close();
  }

  @Test
  public void instancesSeeOnlyTheirOwn() {
    Profile profile = Await.value(Profile.open());
    RecordStore one = open(profile, 200, MIRROR);
    RecordStore two = open(profile, 201, MIRROR);
    clear(one);
    clear(two);
    Await.value(one.write(List.of(entry("01", "one"))));
    Await.value(two.write(List.of(entry("01", "two"))));
    assertEquals("01=one", text(Await.value(one.scan(FIRST, LAST, 9))));
    assertEquals("01=two", text(Await.value(two.scan(FIRST, LAST, 9))));
    assertArrayEquals(one.domain(), two.domain());
    profile.close();
  }

  @Test
  public void manyWritesAtOnceAreAllKept() {
    Profile profile = Await.value(Profile.open());
    RecordStore store = open(profile, 8, MIRROR);
    clear(store);
    List<Promise<Void>> writes = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      writes.add(store.write(List.of(new Entry(Bytes.bigEndian(i), new byte[300]))));
    }
    Await.value(Promise.all(writes));
    assertEquals(500, Await.value(store.scan(FIRST, LAST, 1000)).size());
    profile.close();
  }

  @Test
  public void moreThanMayWaitIsRefused() {
    Profile profile = Await.value(Profile.open());
    RecordStore store = open(profile, 9, MIRROR);
    List<Promise<Void>> writes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      writes.add(store.write(List.of(new Entry(new byte[] {(byte) i}, new byte[1000 << 10]))));
    }
    Await.failure(
        ErrorCode.STORAGE_FAILED,
        store.write(List.of(new Entry(new byte[] {9}, new byte[1000 << 10]))));
    Await.value(Promise.all(writes));
    clear(store);
    profile.close();
  }

  @Test
  public void aClosedDatabaseFailsAsStorage() {
    Profile profile = Await.value(Profile.open());
    RecordStore store = open(profile, 6, 0);
    Await.value(store.write(List.of(entry("01", "x"))));
    profile.close();
    Await.failure(ErrorCode.STORAGE_FAILED, store.write(List.of(entry("01", "x"))));
    Await.failure(ErrorCode.STORAGE_FAILED, store.write(List.of(entry("01", "x"))));
    Await.failure(ErrorCode.STORAGE_FAILED, store.read(Bytes.fromHex("01")));
    Await.failure(ErrorCode.STORAGE_FAILED, store.scan(FIRST, LAST, 1));
  }

  @Test
  public void tabsThatStartTogetherShareOneIdentity() {
    List<Promise<Profile>> opening = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      opening.add(Profile.open());
    }
    List<Profile> profiles = Await.value(Promise.all(opening));
    Profile first = profiles.get(0);
    WebCrypto crypto = new WebCrypto();
    byte[] message = Bytes.utf8("mine");
    for (Profile profile : profiles) {
      assertArrayEquals(
          first.identity().identityPublicKey(), profile.identity().identityPublicKey());
      assertArrayEquals(first.domain(), profile.domain());
      byte[] signature = Await.value(profile.identity().signIdentity(message));
      assertTrue(
          Await.value(crypto.verifyP256(first.identity().identityPublicKey(), message, signature)));
      profile.close();
    }
  }

  @Test
  public void remembersNetworksUntilToldToForget() {
    Profile profile = Await.value(Profile.open());
    String address = "ws://localhost:1/bootstrap";
    Await.value(profile.pinNetwork(address, "ab"));
    assertEquals("ab", Await.value(profile.pinnedNetwork(address)));
    assertNull(Await.value(profile.pinnedNetwork(address + "2")));
    Await.value(Profile.forgetNetwork(address));
    assertNull(Await.value(profile.pinnedNetwork(address)));
    profile.close();
  }

  @Test
  public void tabsHaveNumbersOfTheirOwnAndAReloadKeepsIt() {
    Instance one = Await.value(Instance.take());
    Instance two = Await.value(Instance.take());
    assertNotEquals(one.number(), two.number());
    int number = two.number();
    two.release();
    Instance again = Await.value(Instance.take());
    assertEquals(number, again.number());
    again.release();
    one.release();
  }
}

package io.peerloom.simulator.check;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.data.RecordStore;
import io.peerloom.core.data.StoreKeys;
import io.peerloom.core.id.Key;
import io.peerloom.simulator.machine.Machine;
import io.peerloom.simulator.machine.World;
import io.peerloom.simulator.machine.WorldListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values and messages whose writers were told that they are durable. */
public final class AcknowledgedWrites implements WorldListener {
  /** A value that was acknowledged. */
  static final class Value {
    final String text;
    final byte[] key;
    final int holders;
    int disksLost;

    Value(String text, byte[] key, int holders) {
      this.text = text;
      this.key = key;
      this.holders = holders;
    }
  }

  private final World world;
  private final Map<String, Value> values = new LinkedHashMap<>();
  private final Map<Bytes, Value> byKey = new LinkedHashMap<>();
  private final Map<String, List<String>> messages = new LinkedHashMap<>();
  private final Map<String, Integer> streams = new LinkedHashMap<>();
  private final Map<String, ErrorCode> refusedMessages = new LinkedHashMap<>();

  public AcknowledgedWrites(World world) {
    this.world = world;
    world.addListener(this);
  }

  /** A value was acknowledged, by that many holders. */
  public void addValue(String name, String text, byte[] key, int holders) {
    Value value = new Value(text, key, holders);
    values.put(name, value);
    byKey.put(Bytes.wrap(key), value);
  }

  /** A message is published in one of its publishers' streams, of which each start has its own. */
  public void published(String text, int stream) {
    streams.put(text, stream);
  }

  /** A published message was acknowledged. */
  public void addMessage(String topic, String text) {
    messages.computeIfAbsent(topic, t -> new ArrayList<>()).add(text);
  }

  /** A published message was refused for good: nobody may have it. */
  public void refusedMessage(String text, ErrorCode code) {
    refusedMessages.put(text, code);
  }

  /** The number of acknowledged values and messages. */
  public int count() {
    int count = values.size();
    for (List<String> each : messages.values()) {
      count += each.size();
    }
    return count;
  }

  /** The names of the values, oldest first. */
  public List<String> names() {
    return new ArrayList<>(values.keySet());
  }

  /** The topics with messages. */
  List<String> topics() {
    return new ArrayList<>(messages.keySet());
  }

  Value value(String name) {
    return values.get(name);
  }

  /** The messages of a topic, in the order in which they were acknowledged. */
  List<String> messages(String topic) {
    return messages.get(topic);
  }

  /** The stream of a message; null where it was not published here. */
  Integer streamOf(String text) {
    return streams.get(text);
  }

  /** The code that a message was refused with; null where it was not refused. */
  ErrorCode refusalOf(String text) {
    return refusedMessages.get(text);
  }

  /** Whether a machine's own disk has the value of that name. */
  public boolean isOn(Machine machine, String name) {
    Value value = values.get(name);
    return value != null && DiskContents.holds(machine, value.key);
  }

  /** Whether a disk that had the value of that name is lost for good, as far as is known. */
  public boolean hasLostDisks(String name) {
    Value value = values.get(name);
    return value == null || value.disksLost > 0;
  }

  /** The disks that have a value, those that are lost for good included. */
  int disks(Value value) {
    int disks = value.disksLost;
    for (Machine machine : world.machines()) {
      disks += DiskContents.holds(machine, value.key) ? 1 : 0;
    }
    return disks;
  }

  /**
   * Whether a value that was not found should have been: a running peer holds it, or not all of its
   * disks are lost.
   */
  boolean isReachable(Value value) {
    for (Machine machine : world.machines()) {
      if (machine.peer() != null && DiskContents.holds(machine, value.key)) {
        return true;
      }
    }
    return value.disksLost < value.holders;
  }

  @Override
  public void diskLost(Machine machine) {
    byte[] all = StoreKeys.start(StoreKeys.RECORDS);
    Value last = null;
    for (RecordStore.Entry entry :
        machine.store().entries(all, StoreKeys.end(StoreKeys.RECORDS), Integer.MAX_VALUE)) {
      Value value = byKey.get(Bytes.wrap(Bytes.slice(entry.key(), 1, 1 + Key.BYTES)));
      if (value != null && value != last) {
        value.disksLost++;
      }
      last = value;
    }
  }
}

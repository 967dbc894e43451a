package io.peerloom.jvm;

import io.peerloom.core.api.Value;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.text.ValueText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Checks arguments of the Java API, which are refused at once and by name. */
final class Checks {
  private Checks() {}

  /** The argument; refused if it is null. */
  static <T> T required(T argument, String name) {
    if (argument == null) {
      throw invalid(name + " is null");
    }
    return argument;
  }

  /** A copy of a list without nulls. */
  static <T> List<T> requiredAll(List<T> argument, String name) {
    List<T> copy = new ArrayList<>(required(argument, name));
    copy.forEach(element -> required(element, "an element of " + name));
    return List.copyOf(copy);
  }

  /**
   * A copy of a value, whose owner may change it meanwhile; refused if it is not of the format it
   * claims.
   */
  static Value copied(Value value) {
    required(value, "value");
    if (value.format() < Value.BYTES || value.format() > Value.JSON) {
      throw invalid("value has the unknown format " + value.format());
    }
    Value copy = new Value(value.format(), value.bytes().clone());
    String flaw = ValueText.flaw(copy);
    if (flaw != null) {
      throw invalid("value: " + flaw);
    }
    return copy;
  }

  /** The result of a call; an exception thrown for its arguments becomes its failure, too. */
  static <T> CompletableFuture<T> checked(Supplier<CompletableFuture<T>> call) {
    try {
      return call.get();
    } catch (PeerloomException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  static PeerloomException invalid(String reason) {
    return new PeerloomException(ErrorCode.INVALID_REQUEST, reason);
  }
}

package io.peerloom.core.support;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Meter;
import io.peerloom.core.base.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Counts for a test. */
public final class CountingMeter extends Meter {
  public int opened;
  public int closed;
  public long receivedBytes;
  public long sentBytes;
  public int served;
  public int requested;
  public int answered;
  public final List<ErrorCode> failedDials = new ArrayList<>();
  public final List<ErrorCode> admissions = new ArrayList<>();
  public final List<ErrorCode> bootstraps = new ArrayList<>();

  @Override
  public void linkOpened(String kind, String transport, boolean dialled) {
    opened++;
  }

  @Override
  public void linkClosed(String kind, String transport, ErrorCode code) {
    closed++;
  }

  @Override
  public void dialFailed(String transport, boolean dialled, String phase, ErrorCode code) {
    failedDials.add(code);
  }

  @Override
  public void received(int bytes) {
    receivedBytes += bytes;
  }

  @Override
  public void sent(int bytes) {
    sentBytes += bytes;
  }

  @Override
  public <T> Promise<T> served(int type, Supplier<Promise<T>> answer) {
    served++;
    return answer.get();
  }

  @Override
  public void requested(int type, Promise<?> answer) {
    requested++;
    answer.then(ok -> answered++, e -> {});
  }

  @Override
  public void admission(ErrorCode code) {
    admissions.add(code);
  }

  @Override
  public void bootstrap(ErrorCode code) {
    bootstraps.add(code);
  }
}

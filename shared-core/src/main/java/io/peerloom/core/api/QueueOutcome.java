package io.peerloom.core.api;

import io.peerloom.core.base.ErrorCode;

/**
 * How a queued write ended.
 *
 * @param failure null where it was acknowledged; UNKNOWN where the process ended while a message or
 *     a conditional put was being sent, CONFLICT where a newer put of that name overtook it
 * @param sequence as in {@link PutResult} and {@link PublishResult}; 0 where it failed
 * @param holders failure domains that hold it durably; 0 where it failed
 */
public record QueueOutcome(QueuedWrite write, ErrorCode failure, long sequence, int holders) {}

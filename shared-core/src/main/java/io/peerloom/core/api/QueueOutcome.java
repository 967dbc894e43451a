package io.peerloom.core.api;

import io.peerloom.core.base.ErrorCode;

/**
 * How a queued write ended.
 *
 * @param failure null where it was acknowledged; UNKNOWN where the process ended while a message or
 *     a conditional write was being sent, CONFLICT where a newer put or deletion of that name
 *     overtook it
 * @param sequence as in {@link PutResult} and {@link PublishResult}; 0 where it failed, and where
 *     there was no public value to delete
 * @param holders failure domains that hold it durably; 0 in the same cases
 */
public record QueueOutcome(QueuedWrite write, ErrorCode failure, long sequence, int holders) {}

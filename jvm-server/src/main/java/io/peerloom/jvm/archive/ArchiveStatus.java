package io.peerloom.jvm.archive;

import io.peerloom.core.base.ErrorCode;

/**
 * How far an archiver is.
 *
 * @param stored messages that the archive has acknowledged since the start
 * @param skipped messages that it had already
 * @param waiting messages that are being appended or wait for that
 * @param completeUntil until when the archive has everything of the topic, in milliseconds since
 *     1970 by the network's time; 0 where that is not known yet. In a calm it lags by up to two
 *     minutes
 * @param live whether the topic's history has been delivered
 * @param failure why nothing is stored at the moment; null if it is
 */
public record ArchiveStatus(
    long stored, long skipped, int waiting, long completeUntil, boolean live, ErrorCode failure) {}

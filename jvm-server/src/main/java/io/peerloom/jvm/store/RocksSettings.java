package io.peerloom.jvm.store;

import io.peerloom.jvm.limits.ServerLimits;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteOptions;

/** How a {@link RocksDatabase} uses RocksDB: native objects, which must be freed after it. */
final class RocksSettings implements AutoCloseable {
  private static final int WRITE_BUFFER_BYTES = 8 << 20;
  private static final int MAX_LOG_BYTES = 32 << 20;
  private static final int MAX_OPEN_FILES = 128;
  private static final int BLOOM_BITS_PER_KEY = 10;

  private final LRUCache cache = new LRUCache(ServerLimits.BLOCK_CACHE_BYTES);
  private final BloomFilter bloom = new BloomFilter(BLOOM_BITS_PER_KEY);

  /** How it is opened; at first also where there is none. */
  final Options options =
      new Options()
          .setCreateIfMissing(true)
          .setParanoidChecks(true)
          .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
          .setWriteBufferSize(WRITE_BUFFER_BYTES)
          .setMaxTotalWalSize(MAX_LOG_BYTES)
          .setMaxOpenFiles(MAX_OPEN_FILES)
          .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
          .setKeepLogFileNum(DatabaseFiles.MAX_INFO_LOGS)
          .setTableFormatConfig(
              new BlockBasedTableConfig()
                  .setBlockCache(cache)
                  // In parts: those of a large file would not stay in the cache, and each read of a
                  // few hundred bytes would read a megabyte.
                  .setCacheIndexAndFilterBlocks(true)
                  .setIndexType(IndexType.kTwoLevelIndexSearch)
                  .setPartitionFilters(true)
                  .setPinTopLevelIndexAndFilter(true)
                  .setFilterPolicy(bloom));

  /** A write that is on disk when it returns. */
  final WriteOptions synced = new WriteOptions().setSync(true);

  /** One that a power cut may lose. */
  final WriteOptions unsynced = new WriteOptions();

  /** A read that fails on damage. */
  final ReadOptions checked = new ReadOptions().setVerifyChecksums(true);

  @Override
  public void close() {
    checked.close();
    synced.close();
    unsynced.close();
    options.close();
    bloom.close();
    cache.close();
  }
}

package dev.cuecard.life;

import static dev.cuecard.kit.ScriptedServer.PATIENCE_SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.ChunkStream;
import java.util.Iterator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What callers do with a stream that they read by blocking. */
enum BlockingConsumer {
    READS_TO_THE_END(Manner.READS_ALL) {
        @Override
        void consume(ChunkStream<?> stream, TableCase cell) {
            readAll(stream, cell);
        }
    },
    BREAKS_OUT_OF_THE_LOOP(Manner.LEAVES_AT_TEXT) {
        @Override
        void consume(ChunkStream<?> stream, TableCase cell) {
            try (stream) {
                for (Chunk chunk : stream) {
                    if (cell.took(chunk)) {
                        cell.leaves();
                        break;
                    }
                }
            }
        }
    },
    BREAKS_OUT_AND_WAITS_FOR_THE_RESULT(Manner.HAS_ALL_READ) {
        @Override
        void consume(ChunkStream<?> stream, TableCase cell) throws Exception {
            for (Chunk chunk : stream) {
                if (cell.took(chunk)) {
                    break;
                }
            }
            waitFor(stream);
        }
    },
    IS_ABORTED_BY_ANOTHER_THREAD(Manner.IS_CUT_SHORT) {
        @Override
        void consume(ChunkStream<?> stream, TableCase cell) {
            readAll(stream, cell);
        }
    },
    ABORTS_AND_READS_ON(Manner.LEAVES_AT_TEXT) {
        @Override
        void consume(ChunkStream<?> stream, TableCase cell) {
            for (Chunk chunk : stream) {
                if (cell.took(chunk)) {
                    stream.abort();
                }
            }
        }
    },
    CLOSES_AT_ONCE(Manner.CLOSES) {
        @Override
        void consume(ChunkStream<?> stream, TableCase cell) {
            stream.close();
            readAll(stream, cell);
        }
    },
    NEVER_ITERATES(Manner.NEVER_READS) {
        @Override
        void consume(ChunkStream<?> stream, TableCase cell) {
            cell.leaves();
        }
    },
    WAITS_FOR_THE_RESULT(Manner.HAS_ALL_READ) {
        @Override
        void consume(ChunkStream<?> stream, TableCase cell) throws Exception {
            waitFor(stream);
        }
    },
    COLLECTS(Manner.HAS_ALL_READ) {
        @Override
        void consume(ChunkStream<?> stream, TableCase cell) {
            assertThat(stream.collect().spanId()).isEqualTo(stream.spanId());
        }
    },
    READS_THE_TEXT(Manner.HAS_ALL_READ) {
        @Override
        void consume(ChunkStream<?> stream, TableCase cell) {
            for (String text : stream.text()) {
                assertThat(text).isNotEmpty();
            }
        }
    },
    TAKES_CHUNKS_UP_TO_A_LIMIT(Manner.LEAVES_AT_TEXT) {
        @Override
        void consume(ChunkStream<?> stream, TableCase cell) {
            try (Stream<? extends Chunk> chunks = stream.chunks()) {
                if (chunks.filter(cell::took).limit(1).count() == 1) {
                    cell.leaves();
                }
            }
        }
    },
    THROWS(Manner.LEAVES_AT_TEXT) {
        @Override
        void consume(ChunkStream<?> stream, TableCase cell) {
            try (stream) {
                for (Chunk chunk : stream) {
                    if (cell.took(chunk)) {
                        throw new Enough();
                    }
                }
            }
        }
    },
    HAS_TWO_READERS(Manner.READS_ALL) {
        @Override
        void consume(ChunkStream<?> stream, TableCase cell) {
            Iterator<? extends Chunk> first = stream.iterator();
            assertThatThrownBy(stream::iterator).isInstanceOf(IllegalStateException.class);
            while (first.hasNext()) {
                cell.took(first.next());
                assertThatThrownBy(stream::chunks).isInstanceOf(IllegalStateException.class);
            }
        }
    };

    private final Manner manner;

    BlockingConsumer(Manner manner) {
        this.manner = manner;
    }

    Manner manner() {
        return manner;
    }

    /** Does it, and throws what the stream throws. */
    abstract void consume(ChunkStream<?> stream, TableCase cell) throws Exception;

    private static void readAll(ChunkStream<?> stream, TableCase cell) {
        for (Chunk chunk : stream) {
            cell.took(chunk);
        }
    }

    private static void waitFor(ChunkStream<?> stream) throws Exception {
        try {
            assertThat(stream.result().get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }
}

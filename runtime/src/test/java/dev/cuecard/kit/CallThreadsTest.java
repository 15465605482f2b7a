package dev.cuecard.kit;

import static dev.cuecard.kit.ScriptedServer.PATIENCE_SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.call.CallOptions;
import dev.cuecard.stream.AsyncChunkStream;
import dev.cuecard.stream.StreamResult;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** That a thread which is left is seen, on every JDK: without that, to find none left says nothing. */
@Timeout(60)
class CallThreadsTest {

    private final Set<String> before = new HashSet<>();

    private Set<String> added(CallThreads threads) {
        return threads.atWork().stream()
                .map(CallThreads.AtWork::id)
                .filter(id -> !before.contains(id))
                .collect(Collectors.toSet());
    }

    @Test
    void the_thread_of_a_call_is_seen_while_it_waits_for_its_socket_and_not_afterwards(@TempDir Path folder)
            throws Exception {
        CallThreads threads = new CallThreads(folder);
        threads.atWork().forEach(thread -> before.add(thread.id()));
        try (ScriptedServer server = ScriptedServer.answering((request, wire) -> wire.awaitClientGone())) {
            AsyncChunkStream<?> stream =
                    Protocol.OPENAI.prompt(server, CallOptions.defaults()).streamAsync();
            CompletableFuture<StreamResult> result = stream.collect();
            server.awaitRequest();

            ScriptedServer.await(
                    "a thread in its socket",
                    () -> threads.atWork().stream()
                            .anyMatch(thread -> !before.contains(thread.id()) && thread.isIn("sun.nio.ch.")));
            assertThat(added(threads)).hasSize(1);

            stream.abort();
            assertThat(result.get(PATIENCE_SECONDS, TimeUnit.SECONDS).aborted()).isTrue();
            ScriptedServer.await("no thread", () -> added(threads).isEmpty());
        }
    }
}

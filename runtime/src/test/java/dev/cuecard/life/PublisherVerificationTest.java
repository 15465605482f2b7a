package dev.cuecard.life;

import static dev.cuecard.kit.ScriptedServer.events;

import dev.cuecard.PromptClient;
import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Retries;
import dev.cuecard.kit.Chunks;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.kit.ScriptedServer;
import dev.cuecard.openai.OpenAiChunk;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;

/** The Reactive Streams TCK over {@code streamAsync()} and a real socket. */
public class PublisherVerificationTest extends FlowPublisherVerification<OpenAiChunk> {

    private static final long MORE_THAN_THE_TCK_ASKS_FOR = 1_000;

    private ScriptedServer server;
    private PromptClient client;

    public PublisherVerificationTest() {
        super(new TestEnvironment(2_000, 200));
    }

    /** As many chunks as the request asks for with its seed; the last one ends the reply. */
    @BeforeClass
    public void start() {
        server = ScriptedServer.answering((request, wire) -> {
            String seed = request.body().replaceAll("(?s).*\"seed\":(\\d+).*", "$1");
            long count = Long.parseLong(seed);
            if (count < 0 || count > MORE_THAN_THE_TCK_ASKS_FOR) {
                wire.answer(400, "application/json", Chunks.error("invalid_request_error", "no"));
                return;
            }
            String[] data = new String[(int) count + 1];
            for (int i = 0; i < count - 1; i++) {
                data[i] = Chunks.text("c" + i);
            }
            if (count > 0) {
                data[(int) count - 1] = Chunks.finish("stop");
            }
            data[(int) count] = Chunks.DONE;
            events(data).answer(request, wire);
        });
        client = HandWrittenPrompt.clientOf(server).retries(Retries.none()).build();
    }

    @AfterClass
    public void stop() {
        server.close();
    }

    @Override
    public Flow.Publisher<OpenAiChunk> createFlowPublisher(long elements) {
        return HandWrittenPrompt.with(
                        client, CallOptions.defaults().seed(Math.min(elements, MORE_THAN_THE_TCK_ASKS_FOR)))
                .streamAsync();
    }

    @Override
    public Flow.Publisher<OpenAiChunk> createFailedFlowPublisher() {
        return HandWrittenPrompt.with(client, CallOptions.defaults().seed(MORE_THAN_THE_TCK_ASKS_FOR + 1))
                .streamAsync();
    }

    @Override
    public long maxElementsFromPublisher() {
        return MORE_THAN_THE_TCK_ASKS_FOR;
    }
}

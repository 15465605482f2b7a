package dev.cuecard.outside;

import dev.cuecard.provider.MockWriter;
import dev.cuecard.stream.FinishReason.Kind;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes scripted replies in the imagined protocol. */
final class AcmeMockWriter implements MockWriter {

    @Override
    public List<byte[]> stream(Reply reply) {
        List<byte[]> lines = new ArrayList<>();
        lines.add(line("ping"));
        reply.pieces().forEach(piece -> lines.add(line("say " + encoded(piece))));
        lines.add(line("bye " + (reply.finish() == Kind.LENGTH ? "cut" : "done") + " "
                + reply.usage().inputTokens().orElse(0) + " "
                + reply.usage().outputTokens().orElse(0)));
        return lines;
    }

    @Override
    public byte[] whole(Reply reply) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        List<byte[]> lines = stream(reply);
        lines.subList(1, lines.size()).forEach(body::writeBytes);
        return body.toByteArray();
    }

    @Override
    public byte[] error(int status, String message) {
        return line("oops " + status + " " + encoded(message));
    }

    private static byte[] line(String words) {
        return (words + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

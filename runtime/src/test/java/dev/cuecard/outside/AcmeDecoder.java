package dev.cuecard.outside;

import dev.cuecard.error.ApiError;
import dev.cuecard.message.Role;
import dev.cuecard.provider.ChunkDecoder;
import dev.cuecard.provider.WireEvent;
import dev.cuecard.stream.Choice;
import dev.cuecard.stream.Delta;
import dev.cuecard.stream.FinishReason;
import dev.cuecard.stream.FinishReason.Kind;
import dev.cuecard.stream.Usage;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads lines: {@code say WORDS}, {@code bye REASON IN OUT}, {@code ping}, {@code oops STATUS WORDS}; words are URL-encoded. */
final class AcmeDecoder implements ChunkDecoder<AcmeChunk> {

    private boolean ended;
    private Optional<ApiError> error = Optional.empty();

    @Override
    public @Nullable AcmeChunk decode(WireEvent event) throws MalformedEventException {
        error = Optional.empty();
        String line = event.toString();
        String[] words = line.split(" ", -1);
        return switch (words[0]) {
            case "say" -> new AcmeChunk(line, said(words[1], Optional.empty()), Optional.empty());
            case "bye" -> {
                ended = true;
                yield new AcmeChunk(line, said("", Optional.of(reason(words[1]))), usage(words));
            }
            case "oops" -> {
                error = Optional.of(error(line));
                yield null;
            }
            case "ping" -> null;
            default -> throw new MalformedEventException("acme sent what it never sends: " + line, null);
        };
    }

    /** A whole answer has the lines of a stream, all in one chunk. */
    @Override
    public @Nullable AcmeChunk decodeWhole(WireEvent event) throws MalformedEventException {
        StringBuilder text = new StringBuilder();
        AcmeChunk last = null;
        for (String line : event.toString().lines().toList()) {
            last = decode(new WireEvent("", line.getBytes(StandardCharsets.UTF_8), true));
            if (last == null) {
                return null;
            }
            text.append(last.content());
        }
        if (last == null) {
            return null;
        }
        Delta all = new Delta(Optional.of(Role.ASSISTANT), text.toString(), "", "", List.of());
        return new AcmeChunk(event.toString(), new Choice(0, all, last.choice().finishReason()), last.usage());
    }

    static ApiError error(String line) {
        String[] words = line.strip().split(" ", -1);
        int status = Integer.parseInt(words[1]);
        String message = URLDecoder.decode(words[2], StandardCharsets.UTF_8);
        return new ApiError("acme", status, "", "", message, "", line, Optional.empty(), Optional.empty());
    }

    private static Choice said(String words, Optional<FinishReason> reason) {
        String text = URLDecoder.decode(words, StandardCharsets.UTF_8);
        return new Choice(0, new Delta(Optional.empty(), text, "", "", List.of()), reason);
    }

    private static FinishReason reason(String raw) {
        return new FinishReason(raw.equals("cut") ? Kind.LENGTH : Kind.STOP, raw);
    }

    private static Optional<Usage> usage(String[] words) {
        return Optional.of(new Usage(
                OptionalLong.of(Long.parseLong(words[2])),
                OptionalLong.of(Long.parseLong(words[3])),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty()));
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public boolean finished() {
        return ended;
    }

    @Override
    public Optional<ApiError> error() {
        return error;
    }
}

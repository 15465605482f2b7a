package dev.cuecard.secrets;

import dev.cuecard.kit.Protocol;
import dev.cuecard.kit.ScriptedServer.Script;
import dev.cuecard.kit.ScriptedServer.Wire;
import dev.cuecard.provider.MockWriter.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers of a server that gives the key it was sent back wherever there is room for it, and none of which is a good one. */
record EchoingServer(Protocol protocol, String key, Reply reply) {

    /** The headers in which a key may come back. */
    String[] headers() {
        return new String[] {
            "X-Request-Id: req_" + key,
            "Request-Id: " + key,
            "Cf-Ray: " + key,
            "Retry-After: " + key,
            "X-Should-Retry: " + key,
            "Www-Authenticate: Bearer realm=\"" + key + "\"",
            "Set-Cookie: key=" + key,
            "Authorization: Bearer " + key,
            "X-Echo: " + key
        };
    }

    /** An error in the provider's format that quotes the key in its message and its type. */
    String error(int status, Echo echo) {
        return protocol.error(status, "type_" + echo.of(key), "Incorrect key: " + echo.of(key) + ". Is it?");
    }

    Script status(int status, Echo echo) {
        return (request, wire) -> wire.answer(status, "application/json", error(status, echo), headers());
    }

    private Script text(int status, String type, String body) {
        return (request, wire) -> wire.answer(status, type, body, headers());
    }

    /** What comes from server or gateway in place of an answer, by what it is. */
    Map<String, Script> answers() {
        Map<String, Script> all = new LinkedHashMap<>();
        for (Echo echo : Echo.values()) {
            all.put("an error as " + echo, status(401, echo));
            if (echo == Echo.HALF_HIDDEN) {
                // Hidden in errors alone: elsewhere such a word may be a word of the reply.
                continue;
            }
            all.put("an error in 200 as " + echo, status(200, echo));
            all.put("an error event as " + echo, stream(wire -> event(wire, error(429, echo))));
            all.put("an error event after text as " + echo, stream(wire -> {
                someText(wire);
                event(wire, error(500, echo));
            }));
            all.put("half an object as " + echo, stream(wire -> event(wire, "{\"key\": \"" + echo.of(key) + "\", x")));
        }
        String html = Echo.HTML.of(key);
        String page = "<html><head><title>Bad key " + html + "</title></head><body>" + html + "</body></html>";
        all.put("a page", text(502, "text/html", page));
        all.put("a page in 200", text(200, "text/html", page));
        all.put("plain words", text(400, "text/plain", "Bad key: " + key));
        all.put("the bare key", text(403, "text/plain", key));
        all.put("no words", text(401, "text/plain", ""));
        all.put(
                "a redirect",
                (request, wire) -> wire.answer(
                        307, "text/plain", "See " + key, "Location: http://127.0.0.1:9/?key=" + Echo.URL.of(key)));
        // Cut to fit into a message, an excerpt or what is read at all, each in the middle of the key.
        for (int limit : new int[] {200, 500, 2_000, 64 * 1024}) {
            String before = "x ".repeat(limit / 2 - key.length() / 4 - 1);
            all.put("words of " + limit, text(400, "text/plain", before + key));
            all.put("an error of " + limit, text(400, "application/json", protocol.error(400, "t", before + json())));
            all.put("an event of " + limit, stream(wire -> event(wire, protocol.error(429, "t", before + json()))));
            all.put("no event of " + limit, stream(wire -> event(wire, before + key)));
            all.put("half an event of " + limit, stream(wire -> event(wire, "{\"k\": \"" + before + json())));
        }
        all.put("no event", stream(wire -> event(wire, key)));
        all.put("no event after text", stream(wire -> {
            someText(wire);
            event(wire, key);
        }));
        all.put("a cut event", stream(wire -> {
            someText(wire);
            wire.chunk(("data: {\"k\":\"" + json()).getBytes(StandardCharsets.UTF_8));
            wire.cut();
        }));
        all.put("a cut after text", stream(wire -> {
            someText(wire);
            wire.reset();
        }));
        all.put("no whole answer", text(200, "application/json", "{\"k\":\"" + json() + "\", \"a\": " + key));
        all.put("no status line", raw(key + "\r\n\r\n"));
        all.put("no number for a status", raw("HTTP/1.1 " + key + "\r\n\r\n"));
        all.put("half a status line", raw(key));
        all.put("no header", raw("HTTP/1.1 200 OK\r\n" + key + "\r\n\r\n"));
        all.put("half a header", raw("HTTP/1.1 200 OK\r\n" + key));
        all.put("no length of a chunk", raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + key + "\r\n"));
        all.put("half a length of a chunk", raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + key));
        all.put("no end of a chunk", raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na" + key + "\r\n"));
        all.put(
                "an unknown encoding",
                (request, wire) -> wire.answer(200, "text/plain", "", "Content-Encoding: " + key));
        all.put("no gzip", (request, wire) -> wire.answer(500, "text/plain", key, "Content-Encoding: gzip"));
        return all;
    }

    private String json() {
        return Echo.JSON.of(key);
    }

    private Script raw(String answer) {
        return (request, wire) -> {
            wire.raw(answer.getBytes(StandardCharsets.ISO_8859_1));
            wire.cut();
        };
    }

    @FunctionalInterface
    interface Events {
        void write(Wire wire) throws IOException;
    }

    private Script stream(Events events) {
        return (request, wire) -> {
            wire.beginStreamOf(protocol.streamType(), headers());
            events.write(wire);
            wire.end();
        };
    }

    private void event(Wire wire, String data) throws IOException {
        String framed = protocol == Protocol.OLLAMA ? data + "\n" : "data: " + data + "\n\n";
        wire.chunk(framed.getBytes(StandardCharsets.UTF_8));
    }

    /** The beginning of a reply, up to its first piece of text. */
    private void someText(Wire wire) throws IOException {
        for (byte[] event : protocol.provider().mockWriter().stream(reply)) {
            wire.chunk(event);
            if (new String(event, StandardCharsets.UTF_8)
                    .contains(reply.pieces().get(0))) {
                return;
            }
        }
    }
}

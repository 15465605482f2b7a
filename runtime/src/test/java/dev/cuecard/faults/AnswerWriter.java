package dev.cuecard.faults;

import dev.cuecard.faults.Answer.Close;
import dev.cuecard.faults.Answer.End;
import dev.cuecard.faults.Answer.Precision;
import dev.cuecard.kit.Protocol;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import okio.ByteString;

/**
 * Writes the answer of a case: the reply in its provider's own format, with the fault in it, and what is to be expected of it.
 */
final class AnswerWriter {

    private static final int ENDLESS = 4 * Answer.MAX_EVENT_BYTES;
    private static final int BOMB = 4 * 1024 * 1024;
    private static final int MANY = 100_000;
    private static final int DEEP = 5_000;
    private static final int OK = 200;

    private static final byte[][] NO_UTF_8 = {
        {(byte) 0xff},
        {(byte) 0xc3, '('},
        {(byte) 0x80},
        {(byte) 0xe2, (byte) 0x82},
        {(byte) 0xf0, (byte) 0x9f, (byte) 0x98}
    };

    private final FaultCase each;
    private final Protocol protocol;
    private final boolean whole;
    private final List<byte[]> streamed;
    private final List<byte[]> events;
    private final int place;

    AnswerWriter(FaultCase each) {
        this.each = each;
        this.protocol = each.protocol();
        this.whole = each.caller() == Caller.CALLS;
        this.streamed = protocol.provider().mockWriter().stream(each.reply());
        this.events = whole ? List.of(protocol.provider().mockWriter().whole(each.reply())) : streamed;
        this.place = each.place() * (events.size() + 1) / 1_000;
    }

    Answer answer() {
        return switch (each.fault()) {
            case NONE -> completed(join(events), Close.WELL);
            case CUT -> broken(Close.CUT);
            case RESET -> broken(Close.RESET);
            case STALL -> broken(Close.STALL);
            case SHORT_BODY -> broken(Close.WELL);
            case SHORT_LENGTH -> shortLength();
            case CUT_GZIP -> broken(Close.CUT_GZIP);
            case BROKEN_CHUNK -> broken(Close.BROKEN_CHUNK);
            case SECOND_ANSWER -> broken(Close.SECOND_ANSWER);
            case BAD_CHECKSUM -> completed(join(events), Close.BAD_CHECKSUM);
            case GARBAGE_EVENT -> inserted(event("{\"a\":tru,", ": x\n\n", "\"", "7 8}"), End.MALFORMED);
            case GARBAGE_INSIDE -> garbageInside();
            case ENDLESS_LINE -> inserted(endless(ENDLESS), End.TOO_LONG);
            case BOMB -> inserted(endless(BOMB), End.TOO_LONG);
            case NOISE -> noise();
            case BAD_UTF8 -> badUtf8();
            case DEEP_JSON -> inserted(deep(), End.MALFORMED);
            case ERROR_EVENT -> inserted(error(), End.ERROR);
            case ERROR_STATUS -> errorStatus();
            case BROKEN_HEAD ->
                answer(0, bytes(head()), 0, Close.BROKEN_HEAD, told(0), Precision.EXACT, End.INTERRUPTED);
            case TRAILING -> trailing();
        };
    }

    private static Answer answer(
            int status, byte[] body, int declared, Close close, Told told, Precision precision, End end) {
        return new Answer(status, ByteString.of(body), declared, close, told, precision, end);
    }

    private Answer completed(byte[] body, Close close) {
        return completed(body, close, Told.of(protocol, streamed));
    }

    private static Answer completed(byte[] body, Close close, Told told) {
        return answer(OK, body, body.length, close, told, Precision.EXACT, End.COMPLETED);
    }

    /** What so many events of the answer tell. */
    private Told told(int count) {
        if (whole) {
            return Told.of(protocol, count == 0 ? List.of() : streamed);
        }
        return Told.of(protocol, streamed.subList(0, count));
    }

    /** The answer as far as the fault, and a piece of the event that it strikes. */
    private Answer broken(Close close) {
        byte[] piece = piece();
        byte[] all = join(events);
        byte[] body = join(events.subList(0, place), piece);
        Told told = told(place);
        if (!whole && close != Close.STALL) {
            // What nothing follows is read as far as it goes.
            told.add(piece);
        }
        boolean allIsThere = each.transport() == Transport.LENGTH && place == events.size();
        boolean stalls = close == Close.STALL && !allIsThere;
        // Of a body that is read as a whole nothing is read before its end.
        if (whole && stalls) {
            told = told(0);
        }
        return answer(
                OK,
                body,
                close == Close.WELL ? body.length : all.length,
                close == Close.STALL && allIsThere ? Close.WELL : close,
                told,
                close == Close.RESET ? Precision.AT_MOST : Precision.EXACT,
                end(close, stalls, told, piece));
    }

    private End end(Close close, boolean stalls, Told told, byte[] piece) {
        if (told.ended() || (told.finished() && !stalls)) {
            return End.COMPLETED;
        }
        return stalls ? End.TIMED_OUT : lost(close, piece);
    }

    /** A whole body that ends well in its middle may have been written so: who is to tell? */
    private End lost(Close close, byte[] piece) {
        boolean wellEnded = close == Close.WELL || (close == Close.CUT && each.transport() == Transport.UNTIL_CLOSE);
        return whole && wellEnded && piece.length > 0 ? End.MALFORMED : End.INTERRUPTED;
    }

    /** The beginning of the event that the fault strikes. */
    private byte[] piece() {
        if (place == events.size()) {
            return new byte[0];
        }
        byte[] event = events.get(place);
        int length = event.length * each.offset() / 1_000;
        if (each.fault() == Fault.RESET) {
            // Not so much of it that it could be read.
            length = Math.min(length, new String(event, StandardCharsets.ISO_8859_1).indexOf('{') + 1);
        }
        return Arrays.copyOf(event, length);
    }

    private Answer shortLength() {
        Answer cut = broken(Close.WELL);
        return answer(OK, join(events), cut.declared(), Close.WELL, cut.told(), cut.precision(), cut.end());
    }

    /** Puts something between two events, or before a body that is read as a whole. */
    private Answer inserted(byte[] something, End end) {
        int at = whole ? 0 : place;
        Told told = told(at);
        // A body that is read as a whole is an error or a reply, and not both.
        int from = whole && end == End.ERROR ? 1 : at;
        byte[] body = join(events.subList(0, at), something, join(events.subList(from, events.size())));
        return answer(OK, body, body.length, Close.WELL, told, Precision.EXACT, told.ended() ? End.COMPLETED : end);
    }

    private Answer garbageInside() {
        int at = Math.min(place, events.size() - 1);
        byte[] event = events.get(at).clone();
        int from = event.length * each.offset() / 1_000;
        for (int i = from; i < Math.min(event.length, from + 1 + each.form(5)); i++) {
            event[i] = (byte) (each.variant() >> i % 12);
        }
        byte[] body = join(events.subList(0, at), event, join(events.subList(at + 1, events.size())));
        return answer(OK, body, body.length, Close.WELL, told(at), Precision.AT_LEAST, End.SOMEHOW);
    }

    private Answer noise() {
        String one = protocol == Protocol.OLLAMA || whole
                ? oneOf("\n", "\r\n", "  \n")
                : oneOf(": ping\n\n", "\n", "data:\n\n", "event: noise\n\n", "id: 7\n\n", "noise\r\n", "\r");
        // Behind a body that is read as a whole, noise would be a part of it.
        int at = whole ? 0 : place;
        byte[] noise = bytes(one.repeat(MANY));
        return completed(join(events.subList(0, at), noise, join(events.subList(at, events.size()))), Close.WELL);
    }

    private Answer badUtf8() {
        List<byte[]> changed = new ArrayList<>(streamed);
        for (int i = 0; i < changed.size(); i++) {
            byte[] with = withBadUtf8(changed.get(i));
            if (with.length > changed.get(i).length) {
                changed.set(i, with);
                break;
            }
        }
        byte[] body = whole ? withBadUtf8(events.get(0)) : join(changed);
        return completed(body, Close.WELL, Told.of(protocol, changed));
    }

    private byte[] withBadUtf8(byte[] event) {
        int mark = new String(event, StandardCharsets.ISO_8859_1).indexOf(Replies.MARK);
        return mark < 0
                ? event
                : join(
                        List.of(Arrays.copyOf(event, mark)),
                        NO_UTF_8[each.form(NO_UTF_8.length)],
                        Arrays.copyOfRange(event, mark, event.length));
    }

    private Answer errorStatus() {
        byte[] error = protocol.provider().mockWriter().error(503, "Later.");
        byte[] body = switch (each.form(5)) {
            case 0 -> error;
            case 1 -> Arrays.copyOf(error, error.length * each.offset() / 1_000);
            case 2 -> bytes("x".repeat(ENDLESS));
            case 3 -> bytes("[".repeat(DEEP));
            default -> bytes("<html><body>Bad Gateway</body></html>");
        };
        Close close = List.of(Close.WELL, Close.CUT, Close.RESET).get(each.offset() % 3);
        return answer(
                each.form(2) == 0 ? 503 : 400,
                body,
                close == Close.WELL ? body.length : body.length + 10,
                close,
                told(0),
                Precision.EXACT,
                End.ERROR);
    }

    private Answer trailing() {
        String garbage = whole || protocol == Protocol.GOOGLE
                // Nothing but the end of the body ends these.
                ? oneOf("\n", "   \n", "\r\n\r\n")
                : oneOf("garbage", "{", "\n\ndata: {\"x\"", "\0\0\0", "data: []\n\n", ": x\n\n");
        Answer good = completed(join(List.of(join(events)), bytes(garbage)), Close.WELL);
        return answer(
                OK,
                good.body().toByteArray(),
                join(events).length,
                Close.WELL,
                good.told(),
                Precision.EXACT,
                End.COMPLETED);
    }

    private String head() {
        return oneOf(
                "",
                "HTTP",
                "HTTP/1.1 \r\n\r\n",
                "HTTP/1.1 999999999999 X\r\n\r\n",
                "<html>\r\n\r\n",
                "\0\1\2\3\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n",
                "HTTP/1.1 200 OK\r\n: : :\r\n\u0000\r\nContent-Len",
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\nxxxx");
    }

    private byte[] endless(int length) {
        String begin = whole || protocol == Protocol.OLLAMA
                ? oneOf("{\"a\":\"", "[", "x")
                : oneOf("data: {\"a\":\"", "data:", "event: ", "id: ", "x");
        return bytes(begin + "0".repeat(length));
    }

    private byte[] deep() {
        String whole = "{\"a\":" + "[".repeat(DEEP) + "]".repeat(DEEP) + "}";
        return event(whole, "[".repeat(DEEP), "{\"a\":".repeat(DEEP), "{\"choices\":[".repeat(DEEP));
    }

    private byte[] error() {
        byte[] error = protocol.provider().mockWriter().error(503, "Later.");
        if (whole || protocol == Protocol.OLLAMA) {
            return join(List.of(error), bytes("\n"));
        }
        return join(List.of(bytes(oneOf("data: ", "event: error\ndata: "))), error, bytes("\n\n"));
    }

    private byte[] event(String... forms) {
        String data = oneOf(forms);
        return bytes(whole || protocol == Protocol.OLLAMA ? data.strip() + "\n" : "data: " + data.strip() + "\n\n");
    }

    private String oneOf(String... forms) {
        return forms[each.form(forms.length)];
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(List<byte[]> events, byte[]... more) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        events.forEach(all::writeBytes);
        for (byte[] each : more) {
            all.writeBytes(each);
        }
        return all.toByteArray();
    }
}

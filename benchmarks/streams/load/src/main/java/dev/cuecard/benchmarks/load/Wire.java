package dev.cuecard.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The bytes of a streamed answer, in the fields and lengths that the provider itself sends. Each event is an HTTP chunk. */
enum Wire {
    OPENAI {
        @Override
        void begin(ByteArrayOutputStream to) {
            add(to, event("\"role\":\"assistant\",\"content\":\"\",\"refusal\":null", "null"));
        }

        @Override
        byte[] chunk(String text) {
            return framed(event("\"content\":\"" + text + "\"", "null"));
        }

        @Override
        void finish(ByteArrayOutputStream to) {
            add(to, event("", "\"stop\""));
            add(
                    to,
                    "data: " + HEAD + "\"choices\":[],\"usage\":{\"prompt_tokens\":14,\"completion_tokens\":1000,"
                            + "\"total_tokens\":1014,\"prompt_tokens_details\":{\"cached_tokens\":0,\"audio_tokens\":0},"
                            + "\"completion_tokens_details\":{\"reasoning_tokens\":0,\"audio_tokens\":0,"
                            + "\"accepted_prediction_tokens\":0,\"rejected_prediction_tokens\":0}}}\n\n");
            add(to, "data: [DONE]\n\n");
        }

        private static String event(String delta, String finishReason) {
            return "data: " + HEAD + "\"choices\":[{\"index\":0,\"delta\":{" + delta
                    + "},\"logprobs\":null,\"finish_reason\":" + finishReason + "}],\"usage\":null}\n\n";
        }
    },
    ANTHROPIC {
        @Override
        void begin(ByteArrayOutputStream to) {
            add(
                    to,
                    event(
                            "message_start",
                            "\"message\":{\"model\":\"claude-sonnet-4-5-20250929\",\"id\":\"msg_01XFDUDYJgAACzvnptvVoYEL\","
                                    + "\"type\":\"message\",\"role\":\"assistant\",\"content\":[],\"stop_reason\":null,"
                                    + "\"stop_sequence\":null,\"usage\":{\"input_tokens\":14,"
                                    + "\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":0,"
                                    + "\"output_tokens\":1,\"service_tier\":\"standard\"}}"));
            add(to, event("content_block_start", "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"));
            add(to, event("ping", ""));
        }

        @Override
        byte[] chunk(String text) {
            return framed(event(
                    "content_block_delta",
                    "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text + "\"}"));
        }

        @Override
        void finish(ByteArrayOutputStream to) {
            add(to, event("content_block_stop", "\"index\":0"));
            add(
                    to,
                    event(
                            "message_delta",
                            "\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},"
                                    + "\"usage\":{\"input_tokens\":14,\"cache_creation_input_tokens\":0,"
                                    + "\"cache_read_input_tokens\":0,\"output_tokens\":1000}"));
            add(to, event("message_stop", ""));
        }

        private static String event(String type, String fields) {
            return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + (fields.isEmpty() ? "" : "," + fields)
                    + "}\n\n";
        }
    };

    private static final String HEAD = "{\"id\":\"chatcmpl-CgX4mH5yQk2ZbT8wRj3LpVn6sDf1u\","
            + "\"object\":\"chat.completion.chunk\",\"created\":1764489600,\"model\":\"gpt-4o-mini-2024-07-18\","
            + "\"service_tier\":\"default\",\"system_fingerprint\":\"fp_560af6e559\",";

    private static final String[] WORDS = {
        " the",
        " of",
        " recommend",
        ",",
        " and",
        " apples",
        "\\n\\n",
        " a",
        " cinnamon",
        " in",
        " oven",
        ".",
        " For",
        " butter",
        " minutes",
        " until"
    };

    static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(US_ASCII);

    @SuppressWarnings("ImmutableEnumChecker") // a cache
    private final Map<Plan, byte[]> bodies = new ConcurrentHashMap<>();

    /** What comes before the first text. */
    abstract void begin(ByteArrayOutputStream to);

    /** The event of a piece of text, which is JSON's inside of a string. */
    abstract byte[] chunk(String text);

    /** What comes behind the last text. */
    abstract void finish(ByteArrayOutputStream to);

    /** Returns the bytes that are sent at once: of a flat plan all, of a held one all but the end. */
    byte[] body(Plan plan) {
        return bodies.computeIfAbsent(plan, this::write);
    }

    private byte[] write(Plan plan) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        begin(bytes);
        for (int i = 0; i < plan.chunks(); i++) {
            bytes.writeBytes(chunk(WORDS[i % WORDS.length]));
        }
        if (plan.kind() == Plan.Kind.FLAT) {
            finish(bytes);
            bytes.writeBytes(LAST_CHUNK);
        }
        return bytes.toByteArray();
    }

    /** How many characters of text a plan's chunks have. */
    static long characters(Plan plan) {
        long characters = 0;
        for (int i = 0; i < plan.chunks(); i++) {
            characters += WORDS[i % WORDS.length].replace("\\n", "\n").length();
        }
        return characters;
    }

    static void add(ByteArrayOutputStream to, String event) {
        to.writeBytes(framed(event));
    }

    private static byte[] framed(String event) {
        return (Integer.toHexString(event.length()) + "\r\n" + event + "\r\n").getBytes(US_ASCII);
    }
}

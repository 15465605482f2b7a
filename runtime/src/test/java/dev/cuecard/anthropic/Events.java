package dev.cuecard.anthropic;

/** Events of Anthropic's stream, as short as they can be. */
final class Events {

    static final String STOP = "{\"type\":\"message_stop\"}";

    private Events() {}

    static String start() {
        return "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\","
                + "\"model\":\"claude-x\",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,"
                + "\"usage\":{\"input_tokens\":10,\"output_tokens\":1}}}";
    }

    static String blockStart(int index, String block) {
        return "{\"type\":\"content_block_start\",\"index\":" + index + ",\"content_block\":" + block + "}";
    }

    static String textStart(int index) {
        return blockStart(index, "{\"type\":\"text\",\"text\":\"\"}");
    }

    static String thinkingStart(int index) {
        return blockStart(index, "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}");
    }

    static String toolStart(int index, String id, String name) {
        return blockStart(
                index, "{\"type\":\"tool_use\",\"id\":\"" + id + "\",\"name\":\"" + name + "\",\"input\":{}}");
    }

    static String delta(int index, String delta) {
        return "{\"type\":\"content_block_delta\",\"index\":" + index + ",\"delta\":" + delta + "}";
    }

    static String text(int index, String text) {
        return delta(index, "{\"type\":\"text_delta\",\"text\":\"" + text + "\"}");
    }

    static String thinking(int index, String thinking) {
        return delta(index, "{\"type\":\"thinking_delta\",\"thinking\":\"" + thinking + "\"}");
    }

    static String signature(int index, String signature) {
        return delta(index, "{\"type\":\"signature_delta\",\"signature\":\"" + signature + "\"}");
    }

    /** A piece of a tool's input, with its quotes escaped already. */
    static String input(int index, String json) {
        return delta(index, "{\"type\":\"input_json_delta\",\"partial_json\":\"" + json + "\"}");
    }

    static String blockStop(int index) {
        return "{\"type\":\"content_block_stop\",\"index\":" + index + "}";
    }

    static String finish(String reason) {
        return "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"" + reason
                + "\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":7}}";
    }
}

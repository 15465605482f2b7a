package dev.cuecard.kit;

/** Events of OpenAI's stream, as short as they can be. */
public final class Chunks {

    /** The end marker. */
    public static final String DONE = "[DONE]";

    private Chunks() {}

    public static String text(String content) {
        return "{\"id\":\"c1\",\"model\":\"m1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + content
                + "\"}}]}";
    }

    public static String finish(String reason) {
        return "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}";
    }

    public static String usage(int input, int output) {
        return "{\"id\":\"c1\",\"choices\":[],\"usage\":{\"prompt_tokens\":" + input + ",\"completion_tokens\":"
                + output + ",\"total_tokens\":" + (input + output) + "}}";
    }

    public static String refusal(String words) {
        return "{\"choices\":[{\"index\":0,\"delta\":{\"refusal\":\"" + words + "\"}}]}";
    }

    public static String error(String type, String message) {
        return "{\"error\":{\"message\":\"" + message + "\",\"type\":\"" + type + "\",\"code\":null}}";
    }
}

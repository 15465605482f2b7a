package dev.cuecard.message;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One turn of a conversation.
 *
 * @param role who speaks
 * @param parts what is said, in order; never null, may be empty
 * @param name the speaker's name, to tell apart those who speak in the same role; empty where it has none, never blank
 */
public record Message(Role role, List<Part> parts, Optional<String> name) {

    /**
     * Makes a message; the list is copied.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public Message {
        Objects.requireNonNull(role, "role");
        for (Part part : Objects.requireNonNull(parts, "parts")) {
            Objects.requireNonNull(part, "a part of the message");
        }
        parts = List.copyOf(parts);
        if (Objects.requireNonNull(name, "name").filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException(
                    "The name of the speaker of a " + role + " message is blank; leave it out where there is none");
        }
    }

    /**
     * Makes a message of a speaker without a name; the list is copied.
     *
     * @param role who speaks
     * @param parts what is said, in order
     */
    public Message(Role role, List<Part> parts) {
        this(role, parts, Optional.empty());
    }

    /**
     * Makes a system message.
     *
     * @param text the text
     * @return the message
     */
    public static Message system(String text) {
        return of(Role.SYSTEM, text);
    }

    /**
     * Makes a developer message.
     *
     * @param text the text
     * @return the message
     */
    public static Message developer(String text) {
        return of(Role.DEVELOPER, text);
    }

    /**
     * Makes a user message.
     *
     * @param text the text
     * @return the message
     */
    public static Message user(String text) {
        return of(Role.USER, text);
    }

    /**
     * Makes a user message of several parts.
     *
     * @param parts text and images
     * @return the message
     */
    public static Message user(Part... parts) {
        return new Message(Role.USER, Arrays.asList(Objects.requireNonNull(parts, "parts")));
    }

    /**
     * Makes an assistant message.
     *
     * @param text the text
     * @return the message
     */
    public static Message assistant(String text) {
        return of(Role.ASSISTANT, text);
    }

    /**
     * Makes the message that hands a tool's outcome back to the model.
     *
     * @param id the id of the call that it answers, empty where the provider gave none
     * @param name the tool's name
     * @param content what the tool returned
     * @return the message
     */
    public static Message toolResult(String id, String name, String content) {
        return new Message(Role.TOOL, List.of(new ToolResult(id, name, content)));
    }

    /**
     * Makes a message of one text.
     *
     * @param role who speaks
     * @param text the text
     * @return the message
     */
    public static Message of(Role role, String text) {
        return new Message(role, List.of(new Text(text)));
    }

    /**
     * Gives the speaker a name. It is sent to providers that have a place for one; those that have none leave it out.
     *
     * @param name the name, not blank
     * @return a copy with the name
     * @throws IllegalArgumentException if the name is blank
     */
    public Message named(String name) {
        return new Message(role, parts, Optional.of(Objects.requireNonNull(name, "name")));
    }

    /**
     * Returns the text of the message.
     *
     * @return all text parts and tool outcomes joined, empty where there are none
     */
    public String text() {
        if (parts.size() == 1 && parts.get(0) instanceof Text only) {
            return only.text();
        }
        return parts.stream().map(Message::textOf).collect(Collectors.joining());
    }

    private static String textOf(Part part) {
        if (part instanceof Text text) {
            return text.text();
        }
        return part instanceof ToolResult result ? result.content() : "";
    }

    /**
     * Returns the tool calls of the message.
     *
     * @return the calls in order, empty where there are none
     */
    public List<ToolCall> toolCalls() {
        return parts.stream()
                .filter(ToolCall.class::isInstance)
                .map(ToolCall.class::cast)
                .toList();
    }

    /** Shows the speaker's name only where there is one. */
    @Override
    public String toString() {
        return "Message[role=" + role + ", parts=" + parts
                + name.map(given -> ", name=" + given).orElse("") + "]";
    }
}

package dev.cuecard;

import dev.cuecard.message.Image;
import dev.cuecard.message.Message;
import dev.cuecard.message.Part;
import dev.cuecard.message.Role;
import dev.cuecard.message.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes down the messages of a template whose roles depend on its conditions. Roles are opened by the template alone: what
 * a value says is text of the message that is open. Called by generated code; not thread-safe.
 */
public final class Transcript {

    private final boolean withoutNewlines;
    private final List<Message> messages = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private Role role;
    private String name = "";

    /** Whether the message is there even if it has no text: the template opened it, or put a value into it. */
    private boolean begun;

    /**
     * Begins a transcript.
     *
     * @param first whose the text before the first role is
     * @param withoutNewlines whether messages lose the newlines at their ends
     */
    public Transcript(Role first, boolean withoutNewlines) {
        this.role = Objects.requireNonNull(first, "first");
        this.withoutNewlines = withoutNewlines;
    }

    /**
     * Opens a message.
     *
     * @param speaker whose it is
     * @param called the speaker's name, empty for none
     */
    public void open(Role speaker, String called) {
        endMessage();
        role = speaker;
        name = called;
        begun = true;
    }

    /**
     * Adds words of the template.
     *
     * @param words the words
     */
    public void words(String words) {
        begun |= !words.isBlank();
        text.append(words);
    }

    /**
     * Adds a value.
     *
     * @param value its text
     */
    public void value(String value) {
        begun = true;
        text.append(value);
    }

    /**
     * Adds an image.
     *
     * @param image the image, or null for none
     */
    public void image(@Nullable Image image) {
        if (image != null) {
            endText();
            parts.add(image);
        }
    }

    /**
     * Adds a message of an input, which ends the one that is open.
     *
     * @param message the message, or null for none
     */
    public void splice(@Nullable Message message) {
        if (message != null) {
            splice(List.of(message));
        }
    }

    /**
     * Adds messages of an input, which end the one that is open; what follows is a message of the same speaker's again.
     *
     * @param spliced the messages, or null for none
     */
    public void splice(@Nullable List<Message> spliced) {
        if (spliced != null) {
            // A role that only announces the messages is no message of its own.
            begun &= !parts.isEmpty() || !text.toString().isBlank();
            endMessage();
            messages.addAll(spliced);
        }
    }

    /** White space only divides text from an image. */
    private void endText() {
        String words = parts.isEmpty() && !withoutNewlines
                ? text.toString().stripTrailing()
                : text.toString().strip();
        if (!words.isEmpty()) {
            parts.add(new Text(words));
        }
        text.setLength(0);
    }

    private void endMessage() {
        if (!parts.isEmpty()) {
            endText();
            messages.add(spoken(new Message(role, parts)));
        } else if (begun) {
            String whole = text.toString();
            messages.add(spoken(Message.of(role, withoutNewlines ? TemplateText.trimmed(whole, true, true) : whole)));
        }
        parts.clear();
        text.setLength(0);
        begun = false;
    }

    private Message spoken(Message message) {
        return name.isEmpty() ? message : message.named(name);
    }

    /**
     * Ends the transcript.
     *
     * @return its messages
     */
    public List<Message> messages() {
        endMessage();
        if (messages.isEmpty()) {
            messages.add(Message.of(role, ""));
        }
        return List.copyOf(messages);
    }
}

package dev.cuecard.wire;

import dev.cuecard.error.ConfigurationException;
import dev.cuecard.message.Image;
import dev.cuecard.message.Message;
import dev.cuecard.message.Part;
import dev.cuecard.message.ProviderData;
import dev.cuecard.message.Text;
import dev.cuecard.message.ToolCall;
import dev.cuecard.message.ToolResult;
import java.util.Map;
import java.util.Optional;

/**
 * A message on its way into a request: which parts may stand in it is the same in every protocol.
 *
 * @param provider who is asked
 * @param message the message
 * @param place its place in the conversation, from 1, for messages
 */
public record Turn(String provider, Message message, int place) {

    /**
     * Refuses a part that a message of this role has no place for: a system message holds text, a user's text and images,
     * the assistant's text and tool calls, a tool's its results.
     *
     * @throws ConfigurationException if there is one
     */
    public void requireFittingParts() {
        for (Part part : message.parts()) {
            boolean fits = switch (message.role()) {
                case SYSTEM, DEVELOPER -> part instanceof Text;
                case USER -> part instanceof Text || part instanceof Image;
                case ASSISTANT -> part instanceof Text || part instanceof ToolCall || part instanceof ProviderData;
                case TOOL -> part instanceof ToolResult;
            };
            if (!fits) {
                throw new ConfigurationException(where() + " holds " + describe(part) + ", which " + provider
                        + " takes only " + home(part) + ".");
            }
        }
    }

    /**
     * Makes the error for a part that this provider cannot be sent.
     *
     * @param part the part
     * @param why goes on from the part's name, and says what to do about it
     */
    public ConfigurationException refuse(Part part, String why) {
        return new ConfigurationException(where() + " holds " + describe(part) + why);
    }

    /** Makes the error for a call or a result that lacks what joins the two. */
    public ConfigurationException noId(Part part) {
        return refuse(
                part,
                " without an id, by which " + provider
                        + " matches calls and results. Give the call and its result the same id.");
    }

    /** Returns the JSON that a part holds if it is of this provider; another's means nothing to it and is not sent. */
    public Optional<String> ownData(Part part) {
        return part instanceof ProviderData data && data.provider().equals(provider)
                ? Optional.of(data.json())
                : Optional.empty();
    }

    /**
     * Returns the members of the JSON object that a part holds if it is of this provider.
     *
     * @return JSON by name, empty for any other part
     * @throws ConfigurationException if the part is of this provider and holds no JSON object
     */
    public Map<String, String> ownMembers(Part part) {
        return ownData(part)
                .map(data -> ExtraFields.members(data).orElseThrow(() -> refuse(part, ", which is no JSON object.")))
                .orElse(Map.of());
    }

    private String where() {
        return "Message " + place + " of the conversation, of role " + message.role() + ",";
    }

    private static String describe(Part part) {
        if (part instanceof Image) {
            return "an image";
        }
        if (part instanceof ToolCall call) {
            return "a call of the tool '" + call.name() + "'";
        }
        if (part instanceof ToolResult result) {
            return "the result of the tool '" + result.name() + "'";
        }
        return part instanceof ProviderData data ? "data of " + data.provider() : "a text";
    }

    private static String home(Part part) {
        if (part instanceof Image) {
            return "in messages of role USER";
        }
        if (part instanceof ToolCall || part instanceof ProviderData) {
            return "in messages of role ASSISTANT";
        }
        return part instanceof ToolResult
                ? "in messages of role TOOL: make it with Message.toolResult"
                : "in messages of other roles: a TOOL message holds tool results";
    }
}

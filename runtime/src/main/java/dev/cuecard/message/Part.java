package dev.cuecard.message;

/** A piece of a message's content. */
public sealed interface Part permits Text, Image, ToolCall, ToolResult, ProviderData {}

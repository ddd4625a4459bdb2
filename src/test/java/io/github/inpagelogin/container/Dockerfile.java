package io.github.inpagelogin.container;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The last stage of the project's Dockerfile: what becomes the image, and how it is run. */
final class Dockerfile {
    private static final Path FILE = Path.of("Dockerfile");
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*#.*\\R");
    private static final Pattern CONTINUED = Pattern.compile("\\s*\\\\\\R\\s*");
    private static final Pattern VALUE = Pattern.compile("(?<name>[\\w.-]+)=(?:\"(?<quoted>[^\"]*)\"|(?<plain>\\S+))");

    /** One instruction, its lines joined. */
    record Instruction(String name, String arguments) {
        /** Of {@code CMD}, {@code ENTRYPOINT} and {@code HEALTHCHECK}: the command, which has to be a JSON array. */
        List<String> command() {
            try (JsonReader json = Json.createReader(new StringReader(arguments.substring(arguments.indexOf('['))))) {
                return json.readArray().getValuesAs(JsonString.class).stream()
                        .map(JsonString::getString)
                        .toList();
            }
        }

        /** Of {@code ENV} and {@code LABEL}: what is given which value. */
        Map<String, String> values() {
            Map<String, String> values = new TreeMap<>();
            Matcher value = VALUE.matcher(arguments);
            while (value.find()) {
                values.put(
                        value.group("name"),
                        value.group("quoted") == null ? value.group("plain") : value.group("quoted"));
            }
            return values;
        }
    }

    private final List<Instruction> instructions;

    private Dockerfile(List<Instruction> instructions) {
        this.instructions = instructions;
    }

    static Dockerfile lastStage() throws IOException {
        List<Instruction> stage = new ArrayList<>();
        String text = COMMENT.matcher(Files.readString(FILE)).replaceAll("");
        for (String line : CONTINUED.matcher(text).replaceAll(" ").lines().toList()) {
            if (line.isBlank()) {
                continue;
            }
            String[] parts = line.strip().split("\\s+", 2);
            if (parts[0].equals("FROM")) {
                stage.clear();
            }
            stage.add(new Instruction(parts[0], parts[1]));
        }
        return new Dockerfile(List.copyOf(stage));
    }

    /** In the order of the file, {@code FROM} first. */
    List<Instruction> instructions() {
        return instructions;
    }

    /**
     * The only instruction of this name.
     *
     * @throws IllegalStateException if there is none, or another one
     */
    Instruction only(String name) {
        List<Instruction> found = instructions.stream()
                .filter(instruction -> instruction.name().equals(name))
                .toList();
        if (found.size() != 1) {
            throw new IllegalStateException(found.size() + " of " + name + " in the last stage of " + FILE);
        }
        return found.get(0);
    }

    /** The environment that the image gives to its processes. */
    Map<String, String> environment() {
        return instructions.stream()
                .filter(instruction -> instruction.name().equals("ENV"))
                .flatMap(instruction -> instruction.values().entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}

package io.github.inpagelogin.e2e;

import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of README.md, as it tells an operator to type them. */
final class Readme {
    private static final Pattern SHELL = Pattern.compile("(?s)```sh\\n(.*?)```");

    private Readme() {}

    /**
     * The lines of a block of shell commands.
     *
     * @param heading the bold words that the part with the block begins with, or the beginning of them
     * @param number of the block in that part, from 0 on
     */
    static List<String> commands(String heading, int number) throws IOException {
        String text = Files.readString(Path.of("README.md"));
        int start = text.indexOf("**" + heading);
        if (start < 0) {
            throw new IllegalArgumentException("README.md has no part " + heading);
        }
        Matcher block = SHELL.matcher(text);
        block.region(start, text.length());
        for (int i = 0; i <= number; i++) {
            if (!block.find()) {
                throw new IllegalArgumentException("README.md has no block " + number + " in " + heading);
            }
        }
        return block.group(1).lines().collect(toList());
    }
}

package dev.daypass.server.demo;

import dev.daypass.demo.DemoCompany;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What somebody can do by hand while the demo serves: lines to copy, and the profile they use. */
final class Invitation {
    private static final String PROD = "arn:daypass:iam::111122223333:";

    private final Paper paper;
    private final Path directory;
    private final DemoCompany company;
    private final URI broker;

    Invitation(Paper paper, Path directory, DemoCompany company, URI broker) {
        this.paper = paper;
        this.directory = directory;
        this.company = company;
        this.broker = broker;
    }

    /**
     * Prints it.
     *
     * @param command how to start this program
     */
    void print(String command) throws IOException {
        Path client = Files.createDirectories(directory.resolve("client"));
        Files.writeString(client.resolve("profiles.yaml"), profiles());
        paper.heading("Your turn");
        paper.text("The broker serves until you press Ctrl-C. In another terminal, be Alice with the AWS CLI:");
        paper.code(List.of(
                "response=$(curl -s '" + company.saml().entityId() + "/response?person=alice&acs="
                        + broker.resolve("/saml/corp-saml/acs") + "&audience="
                        + broker.resolve("/saml/corp-saml/metadata") + "')",
                "aws sts assume-role-with-saml --region us-east-1 --endpoint-url " + broker + " \\",
                "  --role-arn " + PROD + "role/ReadOnly --principal-arn " + PROD + "saml-provider/corp-saml \\",
                "  --saml-assertion \"$response\""));
        paper.text("Or be Olga, whose access key is in the configuration's secrets, and take a role for an hour:");
        paper.code(List.of(
                "export AWS_ACCESS_KEY_ID=AKIADEMOOLGA22222222 AWS_DEFAULT_REGION=us-east-1",
                "export AWS_SECRET_ACCESS_KEY=$(cat " + directory.resolve("config/secrets/olga") + ")",
                "aws sts get-caller-identity --endpoint-url " + broker,
                command + " exec --profile operator --config-home " + client + " -- \\",
                "  aws sts get-caller-identity --endpoint-url " + broker));
        paper.text(
                "AWS tools fetch such sessions by themselves, and renew them, from a profile like this in ~/.aws/config:");
        paper.code(List.of(
                "[profile operator]",
                "region = us-east-1",
                "credential_process = " + command + " credentials --profile operator --config-home " + client));
        paper.text("What an operator sees:");
        paper.code(List.of(
                "export DAYPASS_ADMIN_TOKEN=$(cat " + directory.resolve("config/secrets/admin-token") + ")",
                command + " sessions list --url " + broker,
                command + " audit tail --url " + broker));
    }

    private String profiles() {
        return """
                # Ways to roles for `daypass credentials` and `daypass exec`.
                operator:
                  url: %s
                  role: %srole/Operator
                  sessionName: olga-by-hand
                  accessKey: { id: AWS_ACCESS_KEY_ID, secret: AWS_SECRET_ACCESS_KEY }
                """.formatted(broker, PROD);
    }
}

package dev.daypass.server.demo;

import dev.daypass.demo.DemoCompany;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** What somebody can do by hand while the demo serves: lines to copy, and the profile they use. */
final class Invitation {
    private static final String PROD = "arn:daypass:iam::111122223333:";

    /** At a line's end, for the shell. */
    private static final char CONTINUED = '\\';

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
        Path secrets = directory.resolve("config/secrets");
        Files.writeString(client.resolve("profiles.yaml"), profiles());
        paper.heading("Your turn");
        paper.text("The broker serves until you press Ctrl-C. In a browser, sign in as Alice, Bob, Carol or Dora, who"
                + " administers, and take a role; by SAML and OpenID without a password, by the directory with the one in the configuration's secrets. Or begin at"
                + " the company and come in signed on, or sign out there and be signed out here:");
        lines("""
                %1$s/
                %2$s/start?acs=%1$s/saml/corp-saml/acs&audience=%1$s/saml/corp-saml/metadata
                %2$s/leave?service=%1$s/saml/corp-saml/metadata
                """.formatted(broker, company.saml().entityId()));
        paper.text("Who came by OpenID can be signed out at the company, which ends what they took here:");
        lines(company.openId().issuer() + "/sessions\n");
        paper.text("In another terminal, be Alice with the AWS CLI:");
        lines("""
                response=$(curl -s '%1$s/response?person=alice&acs=%2$s/saml/corp-saml/acs&audience=%2$s/saml/corp-saml/metadata')
                aws sts assume-role-with-saml --region us-east-1 --endpoint-url %2$s %4$s
                  --role-arn %3$srole/ReadOnly %4$s
                  --principal-arn %3$ssaml-provider/corp-saml %4$s
                  --saml-assertion "$response"
                """.formatted(company.saml().entityId(), broker, PROD, CONTINUED));
        paper.text("Or be Olga, whose access key is in the configuration's secrets, and take a role for an hour:");
        lines("""
                export AWS_ACCESS_KEY_ID=AKIADEMOOLGA22222222 AWS_DEFAULT_REGION=us-east-1
                export AWS_SECRET_ACCESS_KEY=$(cat %1$s/olga)
                aws sts get-caller-identity --endpoint-url %2$s
                %3$s exec --profile operator --config-home %4$s -- %5$s
                  aws sts get-caller-identity --endpoint-url %2$s
                """.formatted(secrets, broker, command, client, CONTINUED));
        paper.text(
                "AWS tools fetch such sessions by themselves, and renew them, from a profile like this in ~/.aws/config:");
        lines("""
                [profile operator]
                region = us-east-1
                credential_process = %s credentials --profile operator --config-home %s
                """.formatted(command, client));
        paper.text("What an operator sees:");
        lines("""
                export DAYPASS_ADMIN_TOKEN=$(cat %1$s/admin-token)
                %2$s sessions list --url %3$s
                %2$s audit tail --url %3$s
                """.formatted(secrets, command, broker));
    }

    private void lines(String block) {
        paper.code(block.lines().toList());
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

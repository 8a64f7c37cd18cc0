"""What checkers find and no example answers, since it is for the reader to say, and why."""

LIBRARY = {
    "CKV_AWS_117 at Reconciler": "`vpc` of ZoneReconciler puts it into a VPC, which needs a way out",
    "CKV_AWS_158 at LogGroup": "`logGroup` of ZoneReconciler takes one with a key",
    **(ENVIRONMENT := {
        "CKV_AWS_173 at Reconciler": "Lambda encrypts it with a key of its own; docs/your-organisation.md tells how to set another",
        "CKV_AWS_173 at Claims": "Lambda encrypts it with a key of its own; docs/your-organisation.md tells how to set another",
    }),
}

APP = {
    "AwsSolutions-VPC7 at Vpc": "flow logs are the organisation's",
    "AwsSolutions-AEC5 at Cache": "another port hides nothing from who is let in by the security group",
    "AwsSolutions-AEC6 at Cache": "whether clients log in by a token or as users is the app's",
    "CKV_AWS_31 at Cache": "whether clients log in by a token or as users is the app's",
}

WITHOUT_RECONCILER = {"docs-shared-reconciler.md-3"}  # it imports one
WITH_OPTIONS = {"docs-your-organisation.md-1"}  # a VPC and an encrypted log group
WITH_TOPIC = {"docs-planned-changes.md-1": {"CKV_AWS_26 at Notifications": "ElastiCache publishes to unencrypted topics only"}}


def left_to_the_reader(app):
    if app in WITHOUT_RECONCILER:
        return {}
    if app in WITH_OPTIONS:
        return ENVIRONMENT
    return {**LIBRARY, **APP} if app == "example" else {**LIBRARY, **WITH_TOPIC.get(app, {})}

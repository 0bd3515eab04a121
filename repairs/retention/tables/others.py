"""The tables that lead to no repair: what of them is about a person is erased by a step, or says why it stays."""

from repairs.retention.kinds import GoesBy, Stays, Table, fields

IMPERSONAL, KEY, STAFF, REGISTER = Stays.IMPERSONAL, Stays.KEY, Stays.STAFF, Stays.REGISTER

OTHERS: dict[str, Table] = {
    "log.Alarm": Table(fields(IMPERSONAL, "detail")),
    "log.DeliveryAttempt": Table(fields(GoesBy("details"), "problem")),
    "log.DraftLink": Table({**fields(KEY, "draft nonce token_hash"), **fields(GoesBy("draft-links"), "sent_to")}),
    "log.LostReference": Table(fields(GoesBy("lost-references"), "contact")),
    "log.OutsideSystem": Table(fields(IMPERSONAL, "heard_until barred_by last_problem")),
    "log.QualityExport": Table({}),
    "log.PlannerAlert": Table(fields(IMPERSONAL, "last_problem given_up_because gateway_id key")),
    "log.VisitAnswer": Table(fields(KEY, "key")),
    "photos.Photo": Table({**fields(GoesBy("photo-files"), "file thumbnail original_name"), **fields(KEY, "id album")}),
    "limits.Count": Table(fields(GoesBy("counts"), "key")),
    "tables.Upload": Table(fields(GoesBy("uploads"), "table name content")),
    "retention.Round": Table(fields(IMPERSONAL, "step forgotten")),
    "sign_in.SecondFactor": Table(fields(STAFF, "sealed codes_salt")),
    "sign_in.RecoveryCode": Table(fields(STAFF, "code_hash")),
    "sign_in.Identity": Table(fields(STAFF, "issuer subject")),
    "homes.Block": Table(fields(REGISTER, "reference name")),
    "homes.Home": Table(fields(REGISTER, "uprn line_1 line_2 line_3 town postcode sort_key")),
    "homes.Alert": Table(fields(REGISTER, "home code text")),
    "council.Council": Table(
        fields(
            IMPERSONAL,
            "name homepage_url brand_colour email planners_email postal_address data_protection_email complaints_url"
            " water_company",
        )
    ),
    "council.PhoneLine": Table(fields(IMPERSONAL, "name number")),
    "council.Priority": Table(fields(IMPERSONAL, "code name hact_code")),
    "council.Trade": Table(fields(IMPERSONAL, "code name person hact_code")),
    "council.VerifyingQuestion": Table(fields(IMPERSONAL, "words where")),
    "council.OverrideReason": Table(fields(IMPERSONAL, "text")),
    "council.Patch": Table(fields(IMPERSONAL, "code name")),
    "appointments.Window": Table(fields(IMPERSONAL, "code name weekdays")),
    "appointments.Team": Table(fields(STAFF, "name")),
    "appointments.Leave": Table(fields(GoesBy("leave"), "reason")),
    "appointments.Closure": Table(fields(IMPERSONAL, "reason")),
    "appointments.Booking": Table({**fields(KEY, "id"), **fields(GoesBy("record"), "holder")}),
    "appointments.SchedulerBooking": Table(
        {
            **fields(GoesBy("visits"), "home work"),
            **fields(GoesBy("record"), "holder"),
            **fields(KEY, "id key"),
            **fields(IMPERSONAL, "patch trade window last_problem"),
        }
    ),
    "diagnosis.PublishedTree": Table(
        {**fields(IMPERSONAL, "key document note sha256"), **fields(STAFF, "published_by")}
    ),
    "diagnosis.DraftTree": Table(
        {**fields(IMPERSONAL, "key title language attention"), **fields(STAFF, "created_by changed_by")}
    ),
    "diagnosis.DraftNode": Table(
        fields(
            IMPERSONAL,
            "key heading say body hint question priority trade rtr hazard flags location",
        )
    ),
    "diagnosis.DraftOption": Table(fields(IMPERSONAL, "key text hint facts")),
    "diagnosis.DraftSorLine": Table(fields(IMPERSONAL, "code")),
    "diagnosis.DraftExample": Table(
        fields(IMPERSONAL, "key name answers facts people_at_risk outcome priority rules withdrawn")
    ),
    "diagnosis.ReportTally": Table(fields(IMPERSONAL, "happened page option")),
    "diagnosis.SorItem": Table(fields(IMPERSONAL, "code description follow_on")),
    "diagnosis.TreeChange": Table({**fields(IMPERSONAL, "tree_key text"), **fields(STAFF, "by")}),
}

NOT_OURS = {
    "admin.LogEntry": GoesBy("record"),
    "auth.Permission": IMPERSONAL,
    "auth.Group": IMPERSONAL,
    "auth.User": STAFF,
    "contenttypes.ContentType": IMPERSONAL,
    "sessions.Session": GoesBy("sessions"),
    "axes.AccessFailureLog": GoesBy("sign-in-failures"),
    "axes.AccessAttempt": GoesBy("sign-in-attempts"),
    "axes.AccessAttemptExpiration": GoesBy("sign-in-attempts"),
    "axes.AccessLog": GoesBy("sign-ins"),
}
"""Tables of Django and of packages, which are not changed here: one word for each."""

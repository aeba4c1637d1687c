"""What is kept about people, why, and until when: one list, which the page of it shows and a test
holds against the tables.
"""

from __future__ import annotations

from dataclasses import dataclass

from .phrases import Phrase


@dataclass(frozen=True)
class Held:
    """`fields`: the personal fields of tables (table.field) that this line accounts for."""

    what: Phrase
    why: Phrase
    until: Phrase
    fields: tuple[str, ...]


HELD = (
    Held(
        Phrase(
            "姓名、邮箱、ORCID、单位、密码的散列值",
            "Name, e-mail, ORCID iD, organisation, a hash of the password",
        ),
        Phrase("账户、申请书与通知", "The account, proposals and messages"),
        Phrase("您删除账户", "You erase the account"),
        ("person.email", "person.name", "person.name_zh", "person.orcid", "person.password"),
    ),
    Held(
        Phrase(
            "登录的设备：地址、浏览器与时间；第二验证因素",
            "Where you are signed in: address, browser and time; second factors",
        ),
        Phrase(
            "只让您本人登录，并让您看到别处的登录",
            "That nobody else signs in as you, and you see where you are",
        ),
        Phrase(
            "退出登录，最迟十二小时；验证因素至您移除",
            "You sign out, twelve hours at most; factors until you remove them",
        ),
        (),
    ),
    Held(
        Phrase("受邀加入申请书者的邮箱", "The e-mail of who is invited to a proposal"),
        Phrase("发送邀请", "To send the invitation"),
        Phrase(
            "受邀者删除账户，或申请书被删除",
            "Who was invited erases the account, or the proposal goes",
        ),
        ("invitation.email",),
    ),
    Held(
        Phrase("发给您的邮件：主题，是否送达", "Mail to you: its subject, and whether it arrived"),
        Phrase("未送达时可补发", "That what did not arrive is sent again"),
        Phrase("您删除账户", "You erase the account"),
        (),
    ),
    Held(
        Phrase("到访说明", "The note on an arrival"),
        Phrase("现场准备与安全", "To prepare the place, and safety"),
        Phrase("您删除账户", "You erase the account"),
        ("visit.arrival_note",),
    ),
    Held(
        Phrase(
            "服务申请中的个人信息，加密保存",
            "Personal answers in an application to a park service, sealed by encryption",
        ),
        Phrase("由承办机关办理", "That the authority in charge decides"),
        Phrase(
            "办结后该服务规定的天数，到期自动删除",
            "So many days after its end as the service has ruled; then they are deleted by"
            " themselves",
        ),
        ("sealed.body",),
    ),
    Held(
        Phrase(
            "您与机关之间的留言、公示期间的异议、上传的文件",
            "Messages between you and an authority, objections while a batch is published,"
            " documents",
        ),
        Phrase("同上；其他机关看不到", "The same; other authorities do not see them"),
        Phrase("同上", "The same"),
        ("message.text", "objection.text", "objection.reply"),
    ),
    Held(
        Phrase(
            "使用记录：实验、机时、机器、论文，以化名",
            "What was used: sessions, time, jobs, papers, under a pseudonym",
        ),
        Phrase(
            "公布可核查的数字；少于五人的计数不公开",
            "Figures that can be checked; counts under five are withheld",
        ),
        Phrase(
            "一直保存；化名与姓名的对应随账户删除",
            "For good; what ties the pseudonym to a name goes with the account",
        ),
        (),
    ),
    Held(
        Phrase(
            "程序接口对带标识请求的答复", "What the API answered to requests that name themselves"
        ),
        Phrase("重复请求只执行一次", "That a repeated request is done once"),
        Phrase("一天", "One day"),
        ("keptanswer.content",),
    ),
    Held(
        Phrase("日志：化名、操作与时间，无姓名", "The log: pseudonym, operation and time, no name"),
        Phrase("安全与故障排查", "Safety, and finding faults"),
        Phrase("由运行单位规定", "As the operator rules"),
        (),
    ),
)
